package cubby.world.sim;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
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
  private final Undo undo;

  Table(Undo undo) {
    this.undo = undo;
  }

  Optional<V> find(K key) {
    return Optional.ofNullable(rows.get(key));
  }

  void put(K key, V row) {
    V before = rows.put(key, row);
    undo.changes.push(new Change<>(this, key, before));
  }

  private void restore(K key, @Nullable V before) {
    if (before == null) {
      rows.remove(key);
    } else {
      rows.put(key, before);
    }
  }

  Collection<V> all() {
    return rows.values();
  }

  /** By key. Without a stream: most of what is asked each second finds nothing. */
  List<V> where(Predicate<V> which) {
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
