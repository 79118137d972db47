package cubby.world.threads;

import static cubby.world.threads.Stage.check;
import static cubby.world.threads.Stage.shared;
import static cubby.world.threads.Stage.together;
import static cubby.world.threads.Story.copy;
import static cubby.world.threads.Story.holds;
import static cubby.world.threads.Story.planted;

import cubby.agent.app.EventRing;
import cubby.agent.app.port.Journal.StoredEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** The way of durable events to the link, and copies with bugs. */
final class EventRingStories {
  private static final String OF = "EventRing";
  private static final String GAP = "a reader saw a gap";
  private static final String EARLY = "a reader saw what is not durable";
  private static final String END = "at the end the last events are there";

  private EventRingStories() {}

  /** As much of a ring as the stories need; an event is its number. */
  private interface Ring {
    void append(int from, int to);

    void dropThrough(int number);

    List<Integer> after(int number);
  }

  static List<Story> all() {
    return List.of(
        holds(OF, "read while it grows and is dropped", () -> story(new Real(), false)),
        holds(OF, "dropped by one thread, appended to by another", () -> twoWriters(new Real())),
        copy(OF, "read", () -> story(new Copy(), false)),
        planted(OF, "counts before the event is there", GAP, () -> story(new Counts(), false)),
        planted(OF, "looks twice", GAP, () -> story(new LooksTwice(), false)),
        planted(OF, "shown before the commit", EARLY, () -> story(new Real(), true)));
  }

  /** One cabinet's thread, which commits, drops and shows, and one reader. */
  private static void story(Ring ring, boolean showsBeforeTheCommit) {
    shared(ring);
    AtomicInteger durable = shared(new AtomicInteger(2));
    ring.append(1, 2);
    List<String> seen = new ArrayList<>();
    together(
        () -> {
          if (showsBeforeTheCommit) {
            ring.append(3, 4);
            durable.set(4);
          } else {
            durable.set(4);
            // The order of CabinetCore: what the gateway has goes, then the new ones come.
            ring.dropThrough(1);
            ring.append(3, 4);
          }
        },
        () -> {
          int sent = read(ring, durable, 0, seen);
          read(ring, durable, sent, seen);
        });
    for (String wrong : seen) {
      check(false, wrong);
    }
    check(ring.after(2).equals(List.of(3, 4)), END);
  }

  /** The ring does not rely on one thread for both. */
  private static void twoWriters(Ring ring) {
    shared(ring);
    ring.append(1, 2);
    List<String> seen = new ArrayList<>();
    AtomicInteger durable = new AtomicInteger(4);
    together(
        () -> ring.append(3, 4), () -> ring.dropThrough(1), () -> read(ring, durable, 0, seen));
    for (String wrong : seen) {
      check(false, wrong);
    }
    check(ring.after(1).equals(List.of(2, 3, 4)), END);
  }

  private static int read(Ring ring, AtomicInteger durable, int sent, List<String> seen) {
    List<Integer> run = ring.after(sent);
    if (run.isEmpty()) {
      return sent;
    }
    int first = run.get(0);
    int last = run.get(run.size() - 1);
    for (int i = 1; i < run.size(); i++) {
      if (run.get(i) != first + i) {
        seen.add(GAP);
      }
    }
    // Only the first event is ever dropped.
    if (first != sent + 1 && first != 2) {
      seen.add(GAP);
    }
    if (last > durable.get()) {
      seen.add(EARLY);
    }
    return last;
  }

  /** Production's, with one slot at first. */
  private static final class Real implements Ring {
    private final EventRing ring = new EventRing(1);

    @Override
    public void append(int from, int to) {
      List<StoredEvent> events = new ArrayList<>();
      for (int number = from; number <= to; number++) {
        events.add(new StoredEvent(number, new byte[] {(byte) number}));
      }
      ring.append(events);
    }

    @Override
    public void dropThrough(int number) {
      ring.dropThrough(number);
    }

    @Override
    public List<Integer> after(int number) {
      List<Integer> run = new ArrayList<>();
      for (byte[] event : ring.after(number, 10)) {
        run.add(event.length == 0 ? 0 : (int) event[0]);
      }
      return run;
    }
  }

  /** A ring in short, for the bugs to be planted in. */
  private static class Copy implements Ring {
    final int[] slots = new int[8];
    volatile int first = 1;
    volatile int last;

    @Override
    public void append(int from, int to) {
      synchronized (this) {
        fill(from, to);
        last = to;
      }
    }

    final void fill(int from, int to) {
      for (int number = from; number <= to; number++) {
        slots[number] = number;
      }
    }

    @Override
    public void dropThrough(int number) {
      synchronized (this) {
        for (int next = first; next <= number; next++) {
          slots[next] = 0;
        }
        first = Math.max(first, number + 1);
      }
    }

    @Override
    public List<Integer> after(int number) {
      synchronized (this) {
        return run(Math.max(number + 1, first), last);
      }
    }

    final List<Integer> run(int from, int to) {
      List<Integer> run = new ArrayList<>();
      for (int next = from; next <= to; next++) {
        run.add(slots[next]);
      }
      return run;
    }
  }

  private static final class Counts extends Copy {
    @Override
    public void append(int from, int to) {
      last = to;
      synchronized (this) {
        fill(from, to);
      }
    }
  }

  private static final class LooksTwice extends Copy {
    @Override
    public List<Integer> after(int number) {
      int from = Math.max(number + 1, first);
      synchronized (this) {
        return run(from, last);
      }
    }
  }
}
