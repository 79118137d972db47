package cubby.gateway.adapter.store;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Queue;

/**
 * The hand-over of writes from many threads to the one writer: a bounded queue that is emptied
 * before it ends. Whatever was accepted comes out exactly once, in order, by {@link #take} or, from
 * a writer that failed, by {@link #abandon}. Everything is under one monitor.
 */
public final class GroupQueue<T> {

  /** What became of an offer. */
  public enum Offer {
    ACCEPTED,
    FULL,
    CLOSED
  }

  private final int capacity;
  private final Queue<T> waiting = new ArrayDeque<>();
  private boolean closed;

  /**
   * @param capacity writes that wait at most
   */
  public GroupQueue(int capacity) {
    this.capacity = capacity;
  }

  /** Takes a write in, or says why not. Never waits. */
  public synchronized Offer offer(T write) {
    if (closed) {
      return Offer.CLOSED;
    }
    if (waiting.size() >= capacity) {
      return Offer.FULL;
    }
    waiting.add(write);
    if (waiting.size() == 1) {
      // The writer waits only while there is nothing.
      notifyAll();
    }
    return Offer.ACCEPTED;
  }

  /**
   * Waits for a write, then takes what there is, oldest first. For one thread only.
   *
   * @param most how many at once
   * @return false where the queue is closed and empty: nothing comes any more
   */
  public synchronized boolean take(Collection<T> into, int most) throws InterruptedException {
    while (waiting.isEmpty() && !closed) {
      wait();
    }
    if (waiting.isEmpty()) {
      return false;
    }
    for (int count = Math.min(most, waiting.size()); count > 0; count--) {
      into.add(waiting.remove());
    }
    return true;
  }

  /** Accepts nothing from now on; what was accepted is still there to be taken. */
  public synchronized void close() {
    closed = true;
    notifyAll();
  }

  /**
   * Closes where nobody will take any more.
   *
   * @return what was accepted and never taken, for its callers to be told
   */
  public synchronized List<T> abandon() {
    close();
    List<T> left = new ArrayList<>(waiting);
    waiting.clear();
    return left;
  }

  /** Writes that wait now. */
  public synchronized int size() {
    return waiting.size();
  }
}
