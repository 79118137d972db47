package cubby.world.sim;

import cubby.gateway.app.port.Entropy;
import java.util.List;
import java.util.SplittableRandom;

/** The one source of everything that is not certain. Each part of a world has a branch of it. */
final class Chance implements Entropy {
  private final SplittableRandom random;
  private final Mask mask;

  Chance(long seed) {
    this(seed, Mask.none());
  }

  /**
   * @param mask says which of the unlikely things that are drawn come true
   */
  Chance(long seed, Mask mask) {
    this(new SplittableRandom(seed), mask);
  }

  private Chance(SplittableRandom random, Mask mask) {
    this.random = random;
    this.mask = mask;
  }

  /** An independent source; how it is used does not change what this one gives. */
  Chance branch() {
    return new Chance(random.split(), mask);
  }

  /**
   * True with that probability, 0 to 1, where the mask lets it. For what is out of the ordinary:
   * false must be the plain course of things.
   */
  boolean hits(double probability) {
    return probability > 0 && random.nextDouble() < probability && mask.lets();
  }

  /** Whether something that was drawn in another way comes true; asked once for each. */
  boolean lets() {
    return mask.lets();
  }

  /** A uniform number, both ends included. */
  long between(long low, long high) {
    return random.nextLong(low, high + 1);
  }

  /** How long until something that happens once in {@code mean} on average; at least 1. */
  long until(long mean) {
    // Strict: the last bit of the other one is the machine's choice.
    return 1 + (long) (-StrictMath.log(1 - random.nextDouble()) * mean);
  }

  <T> T pick(List<T> all) {
    return all.get(random.nextInt(all.size()));
  }

  long seed() {
    return random.nextLong();
  }

  @Override
  public byte[] bytes(int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }

  @Override
  public int below(int bound) {
    return random.nextInt(bound);
  }
}
