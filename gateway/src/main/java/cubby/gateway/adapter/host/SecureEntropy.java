package cubby.gateway.adapter.host;

import cubby.gateway.app.port.Entropy;
import java.security.SecureRandom;

/** The operating system's secure source of chance. Safe for use by many threads. */
public final class SecureEntropy implements Entropy {
  private final SecureRandom random = new SecureRandom();

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
