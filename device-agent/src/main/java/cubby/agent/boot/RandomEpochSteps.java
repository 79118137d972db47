package cubby.agent.boot;

import cubby.agent.app.port.EpochSteps;
import java.security.SecureRandom;

/** Steps between epochs from the system's source of randomness. */
final class RandomEpochSteps implements EpochSteps {
  private final SecureRandom random = new SecureRandom();

  @Override
  public long next() {
    return 1 + random.nextLong(LIMIT);
  }
}
