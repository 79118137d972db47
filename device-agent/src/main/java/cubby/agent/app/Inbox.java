package cubby.agent.app;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Queue;

/**
 * The hand-over from many threads to one: a bounded queue, a wake-up beside it that needs no room,
 * and an end. Whatever was taken in comes out exactly once, by {@link #take} or by {@link #close}.
 * Everything is under one monitor.
 */
public final class Inbox<T> {

  /** What became of an offer. */
  public enum Offer {
    ACCEPTED,
    FULL,
    CLOSED
  }

  /** Why a wait is over. */
  public enum Taken {
    /** There is something in, and nobody asked to wake up. */
    INPUTS,
    /** Somebody asked to wake up; there may be something in as well. */
    WOKEN,
    /** The inbox is closed; nothing was taken and nothing ever will be. */
    CLOSED
  }

  private final int capacity;
  private final Queue<T> waiting = new ArrayDeque<>();
  private boolean woken;
  private boolean closed;

  /**
   * @param capacity inputs that wait at most; a wake-up takes no room
   */
  public Inbox(int capacity) {
    this.capacity = capacity;
  }

  /** Takes an input in, or says why not. Never waits. */
  public synchronized Offer offer(T input) {
    if (closed) {
      return Offer.CLOSED;
    }
    if (waiting.size() >= capacity) {
      return Offer.FULL;
    }
    waiting.add(input);
    notifyAll();
    return Offer.ACCEPTED;
  }

  /** Ends the wait of the one who takes, or its next one; never refused, whatever waits. */
  public synchronized void wake() {
    woken = true;
    notifyAll();
  }

  /**
   * Waits for something, then takes what there is, oldest first. For one thread only.
   *
   * @param most how many at once
   */
  public synchronized Taken take(Collection<T> into, int most) throws InterruptedException {
    while (waiting.isEmpty() && !woken && !closed) {
      wait();
    }
    if (closed) {
      return Taken.CLOSED;
    }
    for (int count = Math.min(most, waiting.size()); count > 0; count--) {
      into.add(waiting.remove());
    }
    Taken taken = woken ? Taken.WOKEN : Taken.INPUTS;
    woken = false;
    return taken;
  }

  /**
   * Takes nothing in from now on.
   *
   * @return what was taken in and not yet out, for its callers to be told
   */
  public synchronized List<T> close() {
    closed = true;
    notifyAll();
    List<T> left = new ArrayList<>(waiting);
    waiting.clear();
    return left;
  }

  /** Whether {@link #close} was called. */
  public synchronized boolean isClosed() {
    return closed;
  }
}
