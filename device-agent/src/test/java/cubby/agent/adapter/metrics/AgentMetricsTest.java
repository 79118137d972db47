package cubby.agent.adapter.metrics;

import static org.junit.jupiter.api.Assertions.assertTrue;

import cubby.agent.FakeCabinet;
import cubby.agent.app.CabinetCounters;
import java.lang.ref.WeakReference;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class AgentMetricsTest {

  @Test
  void countersGoOnAfterTheGarbageWasCollected() {
    AtomicLong pulses = new AtomicLong();
    try (AgentMetrics metrics = new AgentMetrics()) {
      metrics.watch(new FakeCabinet(), counters(pulses));
      collectGarbage();
      pulses.set(7);
      assertTrue(metrics.scrape().contains("cubby_agent_pulses_total 7.0"), metrics.scrape());
    }
  }

  private static Supplier<CabinetCounters> counters(AtomicLong pulses) {
    return () ->
        new CabinetCounters(pulses.get(), 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
  }

  /** Returns once something that nobody holds is gone. */
  private static void collectGarbage() {
    WeakReference<Object> nobodys = new WeakReference<>(new Object());
    for (int round = 0; round < 100 && nobodys.get() != null; round++) {
      System.gc();
    }
    assertTrue(nobodys.get() == null, "no garbage was collected");
  }
}
