package cubby.world.sim;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Rows by key in memory, whose changes can be taken back. */
final class Table<K extends Comparable<K>, V> {

  /** What takes the changes since a mark back, newest first. Shared by the tables of one store. */
  static final class Undo {
    private final Deque<Change<?, ?>> changes = new ArrayDeque<>();

    int mark() {
      return changes.size();
    }

    void backTo(int mark) {
      while (changes.size() > mark) {
        changes.pop().takeBack();
      }
    }

    /** Everything so far stays. */
    void forget() {
      changes.clear();
    }
  }

  /** What a key had before. */
  private record Change<K extends Comparable<K>, V>(Table<K, V> table, K key, @Nullable V before) {
    void takeBack() {
      table.restore(key, before);
    }
  }

  private final TreeMap<K, V> rows = new TreeMap<>();
  private final TreeMap<K, V> live = new TreeMap<>();
  private final Predicate<V> isLive;
  private final Undo undo;

  Table(Undo undo) {
    this(undo, _ -> false);
  }

  /**
   * @param isLive of which rows {@link #live} speaks: the few among many that are asked for often
   */
  Table(Undo undo, Predicate<V> isLive) {
    this.undo = undo;
    this.isLive = isLive;
  }

  Optional<V> find(K key) {
    return Optional.ofNullable(rows.get(key));
  }

  void put(K key, V row) {
    V before = rows.put(key, row);
    index(key, row);
    undo.changes.push(new Change<>(this, key, before));
  }

  private void restore(K key, @Nullable V before) {
    if (before == null) {
      rows.remove(key);
      live.remove(key);
    } else {
      rows.put(key, before);
      index(key, before);
    }
  }

  private void index(K key, V row) {
    if (isLive.test(row)) {
      live.put(key, row);
    } else {
      live.remove(key);
    }
  }

  Collection<V> all() {
    return rows.values();
  }

  /** By key. Without a stream: most of what is asked each second finds nothing. */
  List<V> where(Predicate<V> which) {
    return where(rows, which);
  }

  /** The same of live rows only. */
  List<V> live(Predicate<V> which) {
    return where(live, which);
  }

  /** Of those the first few in another order. */
  List<V> live(Predicate<V> which, Comparator<V> order, int limit) {
    List<V> found = live(which);
    if (found.size() > 1) {
      found.sort(order);
    }
    return found.size() > limit ? List.copyOf(found.subList(0, limit)) : found;
  }

  private static <V> List<V> where(TreeMap<?, V> rows, Predicate<V> which) {
    List<V> found = List.of();
    for (V row : rows.values()) {
      if (which.test(row)) {
        found = found.isEmpty() ? new ArrayList<>() : found;
        found.add(row);
      }
    }
    return found;
  }

  int size() {
    return rows.size();
  }
}
