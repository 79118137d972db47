package cubby.agent.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cubby.agent.app.port.Journal.StoredEvent;
import cubby.wire.v1.Event;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class EventLogTest {
  private final EventLog log = new EventLog();

  private void append(long from, long to) {
    List<StoredEvent> events = new ArrayList<>();
    for (long sequence = from; sequence <= to; sequence++) {
      events.add(
          new StoredEvent(
              sequence, Event.newBuilder().setSequence(sequence).build().toByteArray()));
    }
    log.append(events);
  }

  private List<Long> after(long sequence, int limit) {
    return log.after(sequence, limit).stream().map(Event::getSequence).toList();
  }

  @Test
  void eventsComeBackInOrderWhileTheLogGrowsAndShrinks() {
    append(1, 200);
    log.dropThrough(150);
    append(201, 5_000);
    assertEquals(LongStream.rangeClosed(151, 5_000).boxed().toList(), after(0, 10_000));
    assertEquals(List.of(4_001L, 4_002L), after(4_000, 2));
    log.dropThrough(5_000);
    assertTrue(after(0, 10).isEmpty());
  }

  @Test
  void numbersMayJumpWhenEverythingBeforeIsDropped() {
    append(1, 10);
    log.dropThrough(500);
    append(501, 503);
    assertEquals(List.of(501L, 502L, 503L), after(0, 10));
    assertEquals(List.of(503L), after(502, 10));
  }
}
