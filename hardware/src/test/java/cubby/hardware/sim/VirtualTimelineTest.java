package cubby.hardware.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class VirtualTimelineTest {
  private final VirtualTimeline timeline = new VirtualTimeline(0);
  private final List<String> done = new ArrayList<>();

  private Runnable note(String what) {
    return () -> done.add(what + "@" + timeline.uptimeMillis());
  }

  @Test
  void tasksRunInTheOrderOfTheirTimeAndThenOfTheirAsking() {
    timeline.after(20, note("c"));
    timeline.after(10, note("a"));
    timeline.after(10, note("b"));
    timeline.after(21, note("late"));
    timeline.advance(20);
    assertEquals(List.of("a@10", "b@10", "c@20"), done);
    assertEquals(20, timeline.uptimeMillis());
    assertEquals(1, timeline.waiting());
  }

  @Test
  void aTaskThatAsksForATaskGetsItInTheSameMove() {
    timeline.after(5, () -> timeline.after(5, note("next")));
    timeline.advance(30);
    assertEquals(List.of("next@10"), done);
    assertEquals(30, timeline.uptimeMillis());
  }

  @Test
  void whatATaskThrowsComesOutAndTheRestRunsLater() {
    timeline.after(
        5,
        () -> {
          throw new IllegalStateException("broken");
        });
    timeline.after(5, note("rest"));
    assertThrows(IllegalStateException.class, () -> timeline.advance(10));
    assertEquals(5, timeline.uptimeMillis());
    timeline.advance(0);
    assertEquals(List.of("rest@5"), done);
  }

  @Test
  void idleEndsAtTheLastTaskOrAtTheBound() {
    timeline.after(70, note("last"));
    assertTrue(timeline.runUntilIdle(1_000));
    assertEquals(70, timeline.uptimeMillis());
    tick();
    assertFalse(timeline.runUntilIdle(1_000));
    assertEquals(1_070, timeline.uptimeMillis());
  }

  private void tick() {
    timeline.after(100, this::tick);
  }

  @Test
  void theClockIsNotMovedBackOrFromInside() {
    assertThrows(IllegalArgumentException.class, () -> timeline.advance(-1));
    timeline.after(1, () -> timeline.advance(1));
    assertThrows(IllegalStateException.class, () -> timeline.advance(10));
  }
}
