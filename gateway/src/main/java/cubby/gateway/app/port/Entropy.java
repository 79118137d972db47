package cubby.gateway.app.port;

/**
 * The source of codes, tokens, salts and ids; a secure random in production, seeded in simulation.
 */
public interface Entropy {
  /** Fresh random bytes. */
  byte[] bytes(int length);

  /** A uniform number from 0 (inclusive) to the bound (exclusive). */
  int below(int bound);
}
