package cubby.world.threads;

import static cubby.world.threads.Stage.check;
import static cubby.world.threads.Stage.checkOnce;
import static cubby.world.threads.Stage.shared;
import static cubby.world.threads.Stage.together;
import static cubby.world.threads.Story.copy;
import static cubby.world.threads.Story.holds;
import static cubby.world.threads.Story.planted;

import cubby.gateway.app.Gathering;
import cubby.gateway.app.Gathering.Offer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicInteger;

/** The intake's hand-over to the gateway's writer, and copies with bugs. */
final class GatheringStories {
  private static final String OF = "Gathering";
  private static final String FORGOTTEN = "after the last offer all is worked off, in order";
  private static final String TOO_MANY = "one worker at a time";

  private GatheringStories() {}

  /** As much of a gathering as the stories need. */
  private interface Gather {
    Offer offer(int item);

    /** Whether more waits. */
    boolean next(List<Integer> into);
  }

  /** The workers on their way. */
  private static final class Workers {
    private final AtomicInteger sent = new AtomicInteger();
    private volatile boolean tooMany;

    void send() {
      if (sent.incrementAndGet() > 1) {
        tooMany = true;
      }
    }
  }

  static List<Story> all() {
    return List.of(
        holds(OF, "one offers while a worker works", () -> one(new Real(8))),
        holds(OF, "two offer while a worker works", () -> two(new Real(8))),
        holds(OF, "room for one, and two who offer", () -> two(new Real(1))),
        copy(OF, "one offers", () -> one(new Copy())),
        planted(OF, "forgets its worker too late", FORGOTTEN, () -> one(new ForgetsTooLate())),
        planted(OF, "looks for a worker before", TOO_MANY, () -> two(new LooksBefore())));
  }

  /** One who offers, and a writer that works for as long as somebody sent for it. */
  private static void one(Gather gather) {
    shared(gather);
    Workers workers = shared(new Workers());
    List<Integer> in = new ArrayList<>();
    List<Integer> out = new ArrayList<>();
    together(
        () -> {
          offer(gather, 1, workers, in);
          offer(gather, 2, workers, in);
        },
        () -> work(gather, workers, out));
    work(gather, workers, out);
    check(!workers.tooMany, TOO_MANY);
    checkOnce(out, List.of(in), FORGOTTEN);
  }

  /** Two who offer, and a writer that works for as long as somebody sent for it. */
  private static void two(Gather gather) {
    shared(gather);
    Workers workers = shared(new Workers());
    List<Integer> one = new ArrayList<>();
    List<Integer> other = new ArrayList<>();
    List<Integer> out = new ArrayList<>();
    together(
        () -> offer(gather, 1, workers, one),
        () -> {
          offer(gather, 11, workers, other);
          offer(gather, 12, workers, other);
        },
        () -> work(gather, workers, out));
    work(gather, workers, out);
    check(!workers.tooMany, TOO_MANY);
    checkOnce(out, List.of(one, other), FORGOTTEN);
  }

  private static void offer(Gather gather, int item, Workers workers, List<Integer> in) {
    Offer offer = gather.offer(item);
    if (offer != Offer.REFUSED) {
      in.add(item);
    }
    if (offer == Offer.SEND) {
      workers.send();
    }
  }

  private static void work(Gather gather, Workers workers, List<Integer> out) {
    while (workers.sent.get() > 0) {
      workers.sent.decrementAndGet();
      if (gather.next(out)) {
        workers.send();
      }
    }
  }

  /** Production's, one at a time. */
  private static final class Real implements Gather {
    private final Gathering<Integer> gathering;

    Real(int most) {
      gathering = new Gathering<>(most, most * 10L);
    }

    @Override
    public Offer offer(int item) {
      return gathering.offer(item, 10);
    }

    @Override
    public boolean next(List<Integer> into) {
      Gathering.Portion<Integer> portion = gathering.next(1);
      into.addAll(portion.items());
      return portion.more();
    }
  }

  /** A gathering in short, for the bugs to be planted in. */
  private static class Copy implements Gather {
    final Queue<Integer> waiting = new ArrayDeque<>();
    volatile boolean workerComes;

    @Override
    public Offer offer(int item) {
      synchronized (this) {
        return added(item, !workerComes);
      }
    }

    final synchronized Offer added(int item, boolean first) {
      waiting.add(item);
      workerComes = true;
      return first ? Offer.SEND : Offer.WAITS;
    }

    @Override
    public boolean next(List<Integer> into) {
      synchronized (this) {
        workerComes = false;
        return taken(into);
      }
    }

    final synchronized boolean taken(List<Integer> into) {
      into.addAll(waiting);
      waiting.clear();
      return false;
    }
  }

  /** Sets the flag after it let go of the monitor. */
  private static final class ForgetsTooLate extends Copy {
    @Override
    public boolean next(List<Integer> into) {
      boolean more = taken(into);
      workerComes = false;
      return more;
    }
  }

  /** Looks at the flag before it has the monitor. */
  private static final class LooksBefore extends Copy {
    @Override
    public Offer offer(int item) {
      boolean first = !workerComes;
      return added(item, first);
    }
  }
}
