package cubby.gateway.domain.cabinet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import cubby.gateway.domain.action.ActionState;
import cubby.gateway.domain.cabinet.EventStream.Admission;
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
    assertEquals(stream, stream.greeted(10));
    assertEquals(stream, stream.greeted(500));
    EventStream fresh = stream.greeted(3);
    assertEquals(2, fresh.generation());
    assertFalse(fresh.synced());
  }

  @Test
  void anOlderCopyOfAJournalIsNoticedThoughItCountedFurtherThanWeDid() {
    EventStream stream = new EventStream(1, 10);
    // It lost 9 and 10, and began its new epoch with another 9.
    assertEquals(new EventStream(2, 6), stream.greeted(12, 7, 9));
    // The same start's next hello is no second loss, and a whole journal none at all.
    assertEquals(stream, stream.greeted(12, 7, 0));
    assertEquals(stream, stream.greeted(12, 7, 11));
  }

  @Test
  void aGatewayOnAnOldCopyGoesOnBehindWhatNobodyHasAnyMore() {
    EventStream stream = new EventStream(1, 10);
    EventStream behind = stream.greeted(80, 51);
    assertEquals(new EventStream(1, 50), behind);
    assertEquals(40, stream.lostUntil(behind));
    assertEquals(new Admission.Apply(0), behind.admit(51, 30));
    assertEquals(stream, stream.greeted(80, 11));
    assertEquals(0, stream.lostUntil(stream.greeted(80, 3)));
    assertEquals(stream, stream.greeted(80, 0), "an older agent says nothing of it");
  }

  @Test
  void aStreamThatIsNotSyncedBeginsWithTheFirstEventThatTheCabinetHas() {
    EventStream begun = EventStream.NEW.greeted(80, 51);
    assertEquals(new EventStream(1, 50), begun);
    assertEquals(0, EventStream.NEW.lostUntil(begun));
    EventStream replaced = new EventStream(1, 100).greeted(3, 1);
    assertEquals(new EventStream(2, 0), replaced);
    assertEquals(0, new EventStream(1, 100).lostUntil(replaced));
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
    assertEquals(Optional.of("+8613800138000"), Phone.parse("0086 138 0013 8000"));
    assertEquals(Optional.of("+447700900123"), Phone.parse("0044 7700 900123"));
    assertEquals(Optional.empty(), Phone.parse("000447700900123"));
    assertEquals(Optional.empty(), Phone.parse("12345"));
    assertEquals(Optional.empty(), Phone.parse("+8612345678901"));
    assertEquals("138****8000", Phone.masked("+8613800138000"));
    assertFalse(Phone.masked("+447700900123").contains("7700"));
  }
}
