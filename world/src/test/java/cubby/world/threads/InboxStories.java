package cubby.world.threads;

import static cubby.world.threads.Stage.check;
import static cubby.world.threads.Stage.checkOnce;
import static cubby.world.threads.Stage.shared;
import static cubby.world.threads.Stage.together;
import static cubby.world.threads.Story.HANGS;
import static cubby.world.threads.Story.copy;
import static cubby.world.threads.Story.holds;
import static cubby.world.threads.Story.planted;

import cubby.agent.app.Inbox;
import cubby.agent.app.Inbox.Offer;
import cubby.agent.app.Inbox.Taken;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;

/** The interpreter's input queue, and copies with bugs. */
final class InboxStories {
  private static final String OF = "Inbox";
  private static final String LOST = "what was taken in came out once and in order";
  private static final String BOUND = "no more wait than there is room for";

  private InboxStories() {}

  /** As much of an inbox as the stories need. */
  private interface Box {
    Offer offer(int input);

    Taken take(List<Integer> into) throws InterruptedException;

    void wake();

    List<Integer> close();
  }

  static List<Story> all() {
    return List.of(
        holds(OF, "closed while one offers", () -> closing(new Real(8))),
        holds(OF, "closed while two offer", () -> twoAndClosing(new Real(8))),
        holds(OF, "full while two offer", () -> twoAndClosing(new Real(1))),
        holds(OF, "room for one, and two who offer", () -> full(new Real(1))),
        holds(OF, "woken while an input comes and the queue is full", () -> woken(new Real(1))),
        copy(OF, "closed", () -> closing(new Copy(8))),
        copy(OF, "full", () -> full(new Copy(1))),
        copy(OF, "woken", () -> woken(new Copy(1))),
        planted(OF, "looks for the end before", LOST, () -> closing(new EndLookedForBefore(8))),
        planted(OF, "looks for room before", BOUND, () -> full(new RoomLookedForBefore(1))),
        planted(OF, "looks before it waits", HANGS, () -> closing(new LooksBeforeItWaits(8))),
        planted(OF, "closes without a word", HANGS, () -> closing(new ClosesInSilence(8))),
        planted(OF, "a wake-up needs room", HANGS, () -> woken(new WakesWhereThereIsRoom(1))));
  }

  /** One offers, one takes until the end, one closes. */
  private static void closing(Box box) {
    shared(box);
    List<Integer> in = new ArrayList<>();
    List<Integer> out = new ArrayList<>();
    List<Integer> left = new ArrayList<>();
    together(
        () -> takeToTheEnd(box, out),
        () -> {
          offer(box, 1, in);
          offer(box, 2, in);
        },
        () -> left.addAll(box.close()));
    out.addAll(left);
    checkOnce(out, List.of(in), LOST);
  }

  /** Two offer, one takes until the end, one closes. */
  private static void twoAndClosing(Box box) {
    shared(box);
    List<Integer> one = new ArrayList<>();
    List<Integer> other = new ArrayList<>();
    List<Integer> out = new ArrayList<>();
    List<Integer> left = new ArrayList<>();
    together(
        () -> takeToTheEnd(box, out),
        () -> {
          offer(box, 1, one);
          offer(box, 2, one);
        },
        () -> {
          offer(box, 11, other);
          offer(box, 12, other);
        },
        () -> left.addAll(box.close()));
    out.addAll(left);
    checkOnce(out, List.of(one, other), LOST);
  }

  /** Room for one, two offer, nobody takes. */
  private static void full(Box box) {
    shared(box);
    List<Integer> one = new ArrayList<>();
    List<Integer> other = new ArrayList<>();
    together(() -> offer(box, 1, one), () -> offer(box, 11, other));
    List<Integer> left = box.close();
    checkOnce(left, List.of(one, other), LOST);
    check(left.size() == 1, BOUND);
  }

  /** A timer and an input, whichever comes first: both are noticed. */
  private static void woken(Box box) {
    shared(box);
    List<Integer> in = new ArrayList<>();
    List<Integer> out = new ArrayList<>();
    together(
        () -> {
          boolean woken = false;
          while (!woken || out.isEmpty()) {
            woken |= box.take(out) == Taken.WOKEN;
          }
        },
        () -> offer(box, 1, in),
        box::wake);
    checkOnce(out, List.of(in), LOST);
  }

  private static void takeToTheEnd(Box box, List<Integer> out) throws InterruptedException {
    Taken taken = Taken.INPUTS;
    while (taken != Taken.CLOSED) {
      taken = box.take(out);
    }
  }

  private static void offer(Box box, int input, List<Integer> in) {
    if (box.offer(input) == Offer.ACCEPTED) {
      in.add(input);
    }
  }

  /** Production's. */
  private static final class Real implements Box {
    private final Inbox<Integer> inbox;

    Real(int capacity) {
      inbox = new Inbox<>(capacity);
    }

    @Override
    public Offer offer(int input) {
      return inbox.offer(input);
    }

    @Override
    public Taken take(List<Integer> into) throws InterruptedException {
      return inbox.take(into, 1);
    }

    @Override
    public void wake() {
      inbox.wake();
    }

    @Override
    public List<Integer> close() {
      return inbox.close();
    }
  }

  /** An inbox in short, for the bugs to be planted in. */
  private static class Copy implements Box {
    final int capacity;
    final Queue<Integer> waiting = new ArrayDeque<>();
    boolean closed;
    boolean woken;

    Copy(int capacity) {
      this.capacity = capacity;
    }

    @Override
    public Offer offer(int input) {
      synchronized (this) {
        if (closed) {
          return Offer.CLOSED;
        }
        return waiting.size() < capacity ? added(input) : Offer.FULL;
      }
    }

    final synchronized Offer added(int input) {
      waiting.add(input);
      notifyAll();
      return Offer.ACCEPTED;
    }

    @Override
    public Taken take(List<Integer> into) throws InterruptedException {
      synchronized (this) {
        while (nothing()) {
          wait();
        }
        return taken(into);
      }
    }

    final synchronized boolean nothing() {
      return waiting.isEmpty() && !woken && !closed;
    }

    final synchronized Taken taken(List<Integer> into) {
      if (closed) {
        return Taken.CLOSED;
      }
      into.addAll(waiting);
      waiting.clear();
      Taken taken = woken ? Taken.WOKEN : Taken.INPUTS;
      woken = false;
      return taken;
    }

    @Override
    public void wake() {
      synchronized (this) {
        woken = true;
        notifyAll();
      }
    }

    @Override
    public List<Integer> close() {
      synchronized (this) {
        notifyAll();
        return left();
      }
    }

    final synchronized List<Integer> left() {
      closed = true;
      List<Integer> left = new ArrayList<>(waiting);
      waiting.clear();
      return left;
    }
  }

  private static final class EndLookedForBefore extends Copy {
    EndLookedForBefore(int capacity) {
      super(capacity);
    }

    @Override
    public Offer offer(int input) {
      synchronized (this) {
        if (closed) {
          return Offer.CLOSED;
        }
      }
      return added(input);
    }
  }

  private static final class RoomLookedForBefore extends Copy {
    RoomLookedForBefore(int capacity) {
      super(capacity);
    }

    @Override
    public Offer offer(int input) {
      synchronized (this) {
        if (waiting.size() >= capacity) {
          return Offer.FULL;
        }
      }
      return added(input);
    }
  }

  private static final class LooksBeforeItWaits extends Copy {
    LooksBeforeItWaits(int capacity) {
      super(capacity);
    }

    @Override
    @SuppressWarnings("WaitNotInLoop") // the planted bug
    public Taken take(List<Integer> into) throws InterruptedException {
      if (nothing()) {
        synchronized (this) {
          wait();
        }
      }
      return taken(into);
    }
  }

  private static final class ClosesInSilence extends Copy {
    ClosesInSilence(int capacity) {
      super(capacity);
    }

    @Override
    public List<Integer> close() {
      return left();
    }
  }

  private static final class WakesWhereThereIsRoom extends Copy {
    WakesWhereThereIsRoom(int capacity) {
      super(capacity);
    }

    @Override
    public void wake() {
      synchronized (this) {
        if (waiting.size() < capacity) {
          super.wake();
        }
      }
    }
  }
}
