package cubby.hardware.sim;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Tasks by their time, and within one millisecond by their number: a heap of four branches, flatter
 * than {@link java.util.PriorityQueue} and without its calls of a comparator. Not thread-safe.
 */
final class TaskQueue {
  private static final int BRANCHES = 4;

  /** Work at a time; the number makes the order of equal times certain. */
  record Task(long atMillis, long serial, Runnable work) {
    boolean isBefore(Task other) {
      return atMillis < other.atMillis || (atMillis == other.atMillis && serial < other.serial);
    }
  }

  private @Nullable Task[] heap = new Task[64];
  private int size;

  int size() {
    return size;
  }

  /** The first one, which stays; null where none waits. */
  @Nullable Task peek() {
    return heap[0];
  }

  void add(Task task) {
    if (size == heap.length) {
      heap = Arrays.copyOf(heap, size * 2);
    }
    int place = size++;
    while (place > 0) {
      int parent = (place - 1) / BRANCHES;
      Task above = heap[parent];
      if (above == null || !task.isBefore(above)) {
        break;
      }
      heap[place] = above;
      place = parent;
    }
    heap[place] = task;
  }

  /** Takes the first one away. */
  void removeFirst() {
    Task last = heap[--size];
    heap[size] = null;
    if (size > 0 && last != null) {
      sink(last);
    }
  }

  /** Puts a task into the empty place at the top, or as far below as it belongs. */
  private void sink(Task task) {
    int place = 0;
    for (int child = firstChild(task, place); child > 0; child = firstChild(task, place)) {
      heap[place] = heap[child];
      place = child;
    }
    heap[place] = task;
  }

  /** Where the first of a place's children is that come before the task; 0 where none does. */
  private int firstChild(Task task, int place) {
    int from = place * BRANCHES + 1;
    int first = 0;
    Task least = task;
    for (int child = from; child < Math.min(from + BRANCHES, size); child++) {
      Task other = heap[child];
      if (other != null && other.isBefore(least)) {
        least = other;
        first = child;
      }
    }
    return first;
  }
}
