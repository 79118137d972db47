package cubby.gateway.app;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;

/**
 * Where things wait, in order, until a worker that was sent for takes them. While anything waits, a
 * worker is on its way: the offer or the portion that says so obliges its caller to send one.
 * Everything is under one monitor; nobody ever waits inside.
 */
public final class Gathering<T> {

  /** What became of an offer. */
  public enum Offer {
    /** There is no room: it was not taken in. */
    REFUSED,
    /** Taken in; a worker that will take it is on its way. */
    WAITS,
    /** Taken in; the caller must send for a worker. */
    SEND
  }

  /**
   * What a worker takes.
   *
   * @param more whether more waits: the caller must send for another worker
   */
  public record Portion<T>(List<T> items, boolean more) {}

  private record Waiting<T>(T item, int bytes) {}

  private final int most;
  private final long mostBytes;
  private final Queue<Waiting<T>> waiting = new ArrayDeque<>();
  private long waitingBytes;

  /** Whether a worker is on its way that will take what waits. */
  private boolean workerComes;

  /**
   * @param most items that wait at most
   * @param mostBytes that they hold at most
   */
  public Gathering(int most, long mostBytes) {
    this.most = most;
    this.mostBytes = mostBytes;
  }

  /**
   * Takes an item in, or says that there is no room. Never waits.
   *
   * @param bytes that the item holds in memory
   */
  public synchronized Offer offer(T item, int bytes) {
    if (waiting.size() >= most || waitingBytes + bytes > mostBytes) {
      return Offer.REFUSED;
    }
    waiting.add(new Waiting<>(item, bytes));
    waitingBytes += bytes;
    if (workerComes) {
      return Offer.WAITS;
    }
    workerComes = true;
    return Offer.SEND;
  }

  /** What waits, oldest first; for the worker that was sent for, once. */
  public synchronized Portion<T> next(int limit) {
    List<T> items = new ArrayList<>();
    while (items.size() < limit && !waiting.isEmpty()) {
      Waiting<T> next = waiting.remove();
      waitingBytes -= next.bytes();
      items.add(next.item());
    }
    workerComes = !waiting.isEmpty();
    return new Portion<>(items, workerComes);
  }
}
