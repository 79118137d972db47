package cubby.hardware;

import static org.junit.jupiter.api.Assertions.assertEquals;

import cubby.hardware.Debouncer.Reading;
import org.junit.jupiter.api.Test;

class DebouncerTest {
  @Test
  void nothingIsKnownUntilTheContactWasQuiet() {
    Debouncer contact = Debouncer.starting(true, 0);
    assertEquals(Reading.UNKNOWN, contact.at(49).reading());
    assertEquals(Reading.ON, contact.at(50).reading());
  }

  @Test
  void aChangeCountsAfterFiftyQuietMilliseconds() {
    Debouncer contact = Debouncer.settled(false, 1_000).seen(true, 1_000);
    assertEquals(Reading.OFF, contact.at(1_049).reading());
    assertEquals(Reading.ON, contact.at(1_050).reading());
  }

  @Test
  void aBounceBeginsTheQuietAnew() {
    Debouncer contact =
        Debouncer.settled(false, 0).seen(true, 10).seen(false, 14).seen(true, 17).seen(true, 40);
    assertEquals(Reading.OFF, contact.at(66).reading());
    assertEquals(Reading.ON, contact.at(67).reading());
  }

  @Test
  void aGlitchShorterThanTheQuietIsNeverSeen() {
    Debouncer contact = Debouncer.settled(false, 0).seen(true, 100).seen(false, 149);
    for (long now = 149; now < 1_000; now++) {
      contact = contact.at(now);
      assertEquals(Reading.OFF, contact.reading());
    }
  }

  @Test
  void bouncingWithoutEndIsUnknownUntilItIsQuietAgain() {
    Debouncer contact = Debouncer.settled(false, 0);
    boolean level = false;
    for (long now = 20; now <= 2_000; now += 20) {
      level = !level;
      contact = contact.seen(level, now);
      assertEquals(now < 520 ? Reading.OFF : Reading.UNKNOWN, contact.reading());
    }
    assertEquals(Reading.UNKNOWN, contact.at(2_049).reading());
    assertEquals(level ? Reading.ON : Reading.OFF, contact.at(2_050).reading());
  }

  @Test
  void slowChangesAreAllSeen() {
    Debouncer contact = Debouncer.settled(false, 0);
    boolean level = false;
    for (long now = 60; now <= 6_000; now += 60) {
      level = !level;
      contact = contact.seen(level, now);
      assertEquals(level ? Reading.ON : Reading.OFF, contact.at(now + 50).reading());
    }
  }
}
