package cubby.agent.app;

import cubby.agent.app.port.Journal.Batch;
import cubby.agent.app.port.Journal.StoredEvent;
import cubby.agent.app.port.Journal.StoredResult;
import cubby.agent.domain.CabinetState;
import cubby.agent.domain.Compartment;
import cubby.agent.domain.Effect;
import cubby.wire.v1.StoredCompartment;
import cubby.wire.v1.StoredCounters;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What one transaction must hold so that a restart finds the state that effects were done for. */
final class Draft {
  private final List<StoredEvent> events = new ArrayList<>();
  private final Map<String, StoredResult> results = new LinkedHashMap<>();
  private final Set<String> forgotten = new LinkedHashSet<>();
  private final String agentVersion;

  Draft(String agentVersion) {
    this.agentVersion = agentVersion;
  }

  List<StoredEvent> events() {
    return events;
  }

  void add(Effect effect) {
    switch (effect) {
      case Effect.Tell tell ->
          events.add(
              new StoredEvent(tell.sequence(), Events.event(tell, agentVersion).toByteArray()));
      case Effect.Remember remember -> {
        String id = remember.entry().actionId();
        byte[] bytes = StoredForm.result(remember.entry()).toByteArray();
        results.put(id, new StoredResult(id, bytes));
      }
      case Effect.Forget forget -> {
        forgotten.addAll(forget.actionIds());
        forget.actionIds().forEach(results::remove);
      }
      default -> {}
    }
  }

  /**
   * The transaction from one state to the next, null where nothing durable changed.
   *
   * @param deletedThrough events up to this number are already deleted in the journal
   * @param deleteNow whether deleting alone is worth a transaction
   */
  @Nullable Batch batch(
      CabinetState from, CabinetState to, long deletedThrough, boolean deleteNow) {
    StoredCounters counters = StoredForm.counters(to);
    boolean countersChanged = !undeleted(counters).equals(undeleted(StoredForm.counters(from)));
    Map<Integer, byte[]> compartments = changed(from, to);
    boolean desiredChanged = from.desired().version() != to.desired().version();
    boolean epochChanged = from.epoch() != to.epoch();
    boolean delete = to.committedThrough() > deletedThrough;
    boolean anything =
        countersChanged
            || desiredChanged
            || epochChanged
            || !compartments.isEmpty()
            || !events.isEmpty()
            || !results.isEmpty()
            || (delete && deleteNow);
    if (!anything) {
      return null;
    }
    return new Batch(
        epochChanged ? to.epoch() : 0,
        events,
        delete ? to.committedThrough() : 0,
        compartments,
        List.copyOf(results.values()),
        List.copyOf(forgotten),
        desiredChanged ? Downlinks.stored(to.desired()).toByteArray() : null,
        counters.toByteArray());
  }

  private static StoredCounters undeleted(StoredCounters counters) {
    return counters.toBuilder().clearCommittedThrough().build();
  }

  private static Map<Integer, byte[]> changed(CabinetState from, CabinetState to) {
    Map<Integer, byte[]> rows = new TreeMap<>();
    for (int i = 0; i < to.compartments().size(); i++) {
      Compartment before = from.compartments().get(i);
      Compartment after = to.compartments().get(i);
      if (durablyDiffer(before, after)) {
        StoredCompartment row = StoredForm.compartment(after);
        if (!row.equals(StoredForm.compartment(before))) {
          rows.put(after.number(), row.toByteArray());
        }
      }
    }
    return rows;
  }

  /** A quick no for what changes all the time: readings. */
  private static boolean durablyDiffer(Compartment before, Compartment after) {
    return !before.tenancy().equals(after.tenancy())
        || !before.motion().equals(after.motion())
        || !before.quarantineReason().equals(after.quarantineReason())
        || !before.faults().equals(after.faults());
  }
}
