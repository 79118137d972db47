package cubby.agent.boot;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class SystemWallClockTest {
  private long shown;
  private final SystemWallClock clock = new SystemWallClock(() -> shown);

  @Test
  void aControllerThatStartsIn1970HasNoTimeUntilTheNetworkSetsIt() {
    shown = 12_000;
    assertEquals(0, clock.utcMillisOrZero());
    shown = SystemWallClock.EARLIEST_UTC_MILLIS - 1;
    assertEquals(0, clock.utcMillisOrZero());
    shown = SystemWallClock.EARLIEST_UTC_MILLIS;
    assertEquals(shown, clock.utcMillisOrZero());
    shown += 86_400_000;
    assertEquals(shown, clock.utcMillisOrZero());
  }
}
