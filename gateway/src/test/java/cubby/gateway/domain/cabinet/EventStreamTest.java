package cubby.gateway.domain.cabinet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cubby.gateway.domain.action.ActionState;
import cubby.gateway.domain.cabinet.EventStream.Admission;
import cubby.gateway.domain.cabinet.EventStream.Journal;
import cubby.gateway.domain.site.Phone;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EventStreamTest {
  @Test
  void aNewStreamBeginsWhereTheFirstBatchBegins() {
    assertEquals(new Admission.Apply(0), EventStream.NEW.admit(4_711, 3));
    assertEquals(new Admission.Apply(0), EventStream.NEW.advanced(4_713).admit(4_714, 1));
  }

  @Test
  void eventsAreAppliedOnceAndInOrder() {
    EventStream stream = new EventStream(1, 10);
    assertEquals(new Admission.Apply(0), stream.admit(11, 5));
    assertEquals(new Admission.Apply(2), stream.admit(9, 5));
    assertEquals(new Admission.Duplicate(), stream.admit(6, 5));
    assertEquals(new Admission.Gap(), stream.admit(12, 5));
  }

  @Test
  void aCabinetThatLostItsJournalBeginsANewGeneration() {
    EventStream stream = new EventStream(1, 10);
    assertEquals(stream, stream.greeted(new Journal(true, 10, 0, 0)));
    assertEquals(stream, stream.greeted(new Journal(true, 500, 0, 0)));
    EventStream fresh = stream.greeted(new Journal(true, 3, 0, 0));
    assertEquals(2, fresh.generation());
    assertFalse(fresh.synced());
    assertEquals(new EventStream(2, 0), stream.greeted(new Journal(true, 3, 1, 0)));
  }

  @Test
  void anOlderCopyOfAJournalIsNoticedThoughItCountedFurtherThanWeDid() {
    EventStream stream = new EventStream(1, 10);
    // It lost 9 and 10, and began its new epoch with another 9.
    assertEquals(new EventStream(2, 6), stream.greeted(new Journal(true, 12, 9, 6)));
    // The same hello said again is no second loss, and a whole journal none at all.
    assertEquals(stream, stream.greeted(new Journal(false, 12, 9, 6)));
    assertEquals(stream, stream.greeted(new Journal(true, 12, 11, 6)));
  }

  @Test
  void aStreamGoesOnBehindWhatAGatewayConfirmedAndLost() {
    EventStream stream = new EventStream(1, 10);
    Journal ahead = new Journal(false, 20, 2, 15);
    assertTrue(stream.isBehind(ahead));
    assertEquals(new EventStream(2, 15), stream.greeted(ahead));
    assertEquals(new EventStream(1, 15), EventStream.NEW.greeted(ahead));
    assertFalse(EventStream.NEW.isBehind(ahead));
  }

  @Test
  void theFirstFinalResultOfAnActionStays() {
    assertEquals(ActionState.DONE, ActionState.PENDING.finished(ActionState.DONE));
    assertEquals(ActionState.DONE, ActionState.DONE.finished(ActionState.EXPIRED));
    assertEquals(ActionState.PENDING, ActionState.PENDING.finished(ActionState.PENDING));
  }

  @Test
  void phonesAreReadAsPeopleTypeThemAndShownMasked() {
    assertEquals(Optional.of("+8613800138000"), Phone.parse(" 138 0013-8000 "));
    assertEquals(Optional.of("+8613800138000"), Phone.parse("+8613800138000"));
    assertEquals(Optional.of("+447700900123"), Phone.parse("+44 7700 900123"));
    assertEquals(Optional.empty(), Phone.parse("12345"));
    assertEquals(Optional.empty(), Phone.parse("+8612345678901"));
    assertEquals("138****8000", Phone.masked("+8613800138000"));
    assertFalse(Phone.masked("+447700900123").contains("7700"));
  }
}
