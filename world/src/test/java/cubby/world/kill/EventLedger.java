package cubby.world.kill;

import cubby.wire.v1.CompartmentState;
import cubby.wire.v1.Event;
import cubby.wire.v1.Event.FactCase;
import cubby.wire.v1.Hello;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the gateway holds of one cabinet, and whatever a cabinet must never say: a gap, a changed
 * event, a number that was confirmed and is no longer known. Thread-safe.
 */
final class EventLedger {
  private final TreeMap<Long, Event> events = new TreeMap<>();
  private final Map<Integer, CompartmentState> states = new HashMap<>();
  private final List<String> wrongs = new ArrayList<>();
  private long epoch;
  private long saidLast;

  /** A cabinet introduces itself. */
  synchronized void hello(Hello hello) {
    if (hello.getEpoch() < epoch) {
      wrongs.add("epoch " + hello.getEpoch() + " after " + epoch);
    }
    if (hello.getLastEventSequence() < through()) {
      wrongs.add(
          "epoch %d knows %d events, %d were confirmed"
              .formatted(hello.getEpoch(), hello.getLastEventSequence(), through()));
    }
    epoch = hello.getEpoch();
    saidLast = hello.getLastEventSequence();
    hello.getStatesList().forEach(state -> states.put(state.getNumber(), state));
  }

  /** Takes events over; answers up to which one everything is here. */
  synchronized long add(List<Event> arrived) {
    for (Event event : arrived) {
      Event known = events.get(event.getSequence());
      if (known != null) {
        if (!known.toByteString().equals(event.toByteString())) {
          wrongs.add("event changed from " + known + " to " + event);
        }
      } else if (event.getSequence() != through() + 1) {
        wrongs.add("event " + event.getSequence() + " after " + through());
      } else {
        events.put(event.getSequence(), event);
        // A state of the hello is newer than events that were decided before it.
        if (event.hasAfter() && event.getSequence() > saidLast) {
          states.put(event.getCompartment(), event.getAfter());
        }
      }
    }
    return through();
  }

  synchronized long through() {
    return events.isEmpty() ? 0 : events.lastKey();
  }

  synchronized long epoch() {
    return epoch;
  }

  /** Whether everything that had happened before the last hello is here. */
  synchronized boolean isCaughtUp() {
    return epoch > 0 && through() >= saidLast;
  }

  synchronized Map<Integer, CompartmentState> states() {
    return Map.copyOf(states);
  }

  synchronized List<Event> all() {
    return List.copyOf(events.values());
  }

  synchronized List<Event> of(FactCase fact) {
    return events.values().stream().filter(event -> event.getFactCase() == fact).toList();
  }

  /** The results told of one action. */
  List<Event> results(String actionId) {
    return of(FactCase.ACTION_FINISHED).stream()
        .filter(event -> event.getActionFinished().getActionId().equals(actionId))
        .toList();
  }

  synchronized List<String> wrongs() {
    return List.copyOf(wrongs);
  }
}
