package cubby.world.threads;

import static cubby.world.threads.Stage.check;
import static cubby.world.threads.Stage.checkOnce;
import static cubby.world.threads.Stage.shared;
import static cubby.world.threads.Stage.together;
import static cubby.world.threads.Story.HANGS;
import static cubby.world.threads.Story.copy;
import static cubby.world.threads.Story.holds;
import static cubby.world.threads.Story.planted;

import cubby.gateway.adapter.store.GroupQueue;
import cubby.gateway.adapter.store.GroupQueue.Offer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;

/** The gateway's queue of writes, and copies with bugs. */
final class GroupQueueStories {
  private static final String OF = "GroupQueue";
  private static final String UNANSWERED = "an accepted write came out once, in order";
  private static final String BOUND = "no more wait than there is room for";

  private GroupQueueStories() {}

  /** As much of a queue as the stories need. */
  private interface Writes {
    Offer offer(int write);

    /** False where nothing comes any more. */
    boolean take(List<Integer> into) throws InterruptedException;

    void close();

    List<Integer> abandon();
  }

  static List<Story> all() {
    return List.of(
        holds(OF, "closed while one offers", () -> closing(new Real(8))),
        holds(OF, "closed while two offer", () -> twoAndClosing(new Real(8))),
        holds(OF, "full while two offer", () -> twoAndClosing(new Real(1))),
        holds(OF, "room for one, and two who offer", () -> full(new Real(1))),
        holds(OF, "left by its writer", () -> abandoned(new Real(8))),
        copy(OF, "closed", () -> closing(new Copy(8))),
        copy(OF, "full", () -> full(new Copy(1))),
        copy(OF, "left", () -> abandoned(new Copy(8))),
        planted(
            OF, "looks for the end before", UNANSWERED, () -> abandoned(new EndLookedForBefore())),
        planted(OF, "looks for room before", BOUND, () -> full(new RoomLookedForBefore())),
        planted(OF, "looks before it waits", HANGS, () -> closing(new LooksBeforeItWaits())),
        planted(OF, "ends with writes in it", UNANSWERED, () -> closing(new EndsTooEarly())));
  }

  /** One offers, one commits until the end, one closes. */
  private static void closing(Writes writes) {
    shared(writes);
    List<Integer> in = new ArrayList<>();
    List<Integer> out = new ArrayList<>();
    together(
        () -> takeToTheEnd(writes, out),
        () -> {
          offer(writes, 1, in);
          offer(writes, 2, in);
        },
        writes::close);
    checkOnce(out, List.of(in), UNANSWERED);
  }

  /** Two offer, one commits until the end, one closes. */
  private static void twoAndClosing(Writes writes) {
    shared(writes);
    List<Integer> one = new ArrayList<>();
    List<Integer> other = new ArrayList<>();
    List<Integer> out = new ArrayList<>();
    together(
        () -> takeToTheEnd(writes, out),
        () -> {
          offer(writes, 1, one);
          offer(writes, 2, one);
        },
        () -> {
          offer(writes, 11, other);
          offer(writes, 12, other);
        },
        writes::close);
    checkOnce(out, List.of(one, other), UNANSWERED);
  }

  /** Room for one, two offer, nobody takes. */
  private static void full(Writes writes) {
    shared(writes);
    List<Integer> one = new ArrayList<>();
    List<Integer> other = new ArrayList<>();
    together(() -> offer(writes, 1, one), () -> offer(writes, 11, other));
    List<Integer> left = writes.abandon();
    checkOnce(left, List.of(one, other), UNANSWERED);
    check(left.size() == 1, BOUND);
  }

  /** A writer that fails after its first group: nobody takes any more. */
  private static void abandoned(Writes writes) {
    shared(writes);
    List<Integer> in = new ArrayList<>();
    List<Integer> out = new ArrayList<>();
    together(
        () -> {
          writes.take(out);
          out.addAll(writes.abandon());
        },
        () -> {
          offer(writes, 1, in);
          offer(writes, 2, in);
        });
    checkOnce(out, List.of(in), UNANSWERED);
  }

  private static void takeToTheEnd(Writes writes, List<Integer> out) throws InterruptedException {
    boolean open = true;
    while (open) {
      open = writes.take(out);
    }
  }

  private static void offer(Writes writes, int write, List<Integer> in) {
    if (writes.offer(write) == Offer.ACCEPTED) {
      in.add(write);
    }
  }

  /** Production's. */
  private static final class Real implements Writes {
    private final GroupQueue<Integer> queue;

    Real(int capacity) {
      queue = new GroupQueue<>(capacity);
    }

    @Override
    public Offer offer(int write) {
      return queue.offer(write);
    }

    @Override
    public boolean take(List<Integer> into) throws InterruptedException {
      return queue.take(into, 1);
    }

    @Override
    public void close() {
      queue.close();
    }

    @Override
    public List<Integer> abandon() {
      return queue.abandon();
    }
  }

  /** A queue in short, for the bugs to be planted in. */
  private static class Copy implements Writes {
    final int capacity;
    final Queue<Integer> waiting = new ArrayDeque<>();
    boolean closed;

    Copy(int capacity) {
      this.capacity = capacity;
    }

    @Override
    public Offer offer(int write) {
      synchronized (this) {
        if (closed) {
          return Offer.CLOSED;
        }
        return waiting.size() < capacity ? added(write) : Offer.FULL;
      }
    }

    final synchronized Offer added(int write) {
      waiting.add(write);
      notifyAll();
      return Offer.ACCEPTED;
    }

    @Override
    public boolean take(List<Integer> into) throws InterruptedException {
      synchronized (this) {
        while (nothing()) {
          wait();
        }
        return taken(into);
      }
    }

    final synchronized boolean nothing() {
      return waiting.isEmpty() && !closed;
    }

    final synchronized boolean taken(List<Integer> into) {
      boolean any = !waiting.isEmpty();
      into.addAll(waiting);
      waiting.clear();
      return any;
    }

    @Override
    public final synchronized void close() {
      closed = true;
      notifyAll();
    }

    @Override
    public final synchronized List<Integer> abandon() {
      close();
      List<Integer> left = new ArrayList<>(waiting);
      waiting.clear();
      return left;
    }
  }

  private static final class EndLookedForBefore extends Copy {
    EndLookedForBefore() {
      super(8);
    }

    @Override
    public Offer offer(int write) {
      synchronized (this) {
        if (closed) {
          return Offer.CLOSED;
        }
      }
      return added(write);
    }
  }

  private static final class RoomLookedForBefore extends Copy {
    RoomLookedForBefore() {
      super(1);
    }

    @Override
    public Offer offer(int write) {
      synchronized (this) {
        if (waiting.size() >= capacity) {
          return Offer.FULL;
        }
      }
      return added(write);
    }
  }

  private static final class LooksBeforeItWaits extends Copy {
    LooksBeforeItWaits() {
      super(8);
    }

    @Override
    @SuppressWarnings("WaitNotInLoop") // the planted bug
    public boolean take(List<Integer> into) throws InterruptedException {
      if (nothing()) {
        synchronized (this) {
          wait();
        }
      }
      return taken(into);
    }
  }

  private static final class EndsTooEarly extends Copy {
    EndsTooEarly() {
      super(8);
    }

    @Override
    public boolean take(List<Integer> into) throws InterruptedException {
      synchronized (this) {
        while (nothing()) {
          wait();
        }
        return !closed && taken(into);
      }
    }
  }
}
