package cubby.world.sim;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.Optional;
import java.util.TreeMap;

/** Rows by key in memory, whose changes can be taken back. */
final class Table<K extends Comparable<K>, V> {

  /** What takes the changes since a mark back, newest first. Shared by the tables of one store. */
  static final class Undo {
    private final Deque<Runnable> changes = new ArrayDeque<>();

    int mark() {
      return changes.size();
    }

    void backTo(int mark) {
      while (changes.size() > mark) {
        changes.pop().run();
      }
    }

    /** Everything so far stays. */
    void forget() {
      changes.clear();
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
    undo.changes.push(() -> restore(key, before));
  }

  private void restore(K key, @org.jspecify.annotations.Nullable V before) {
    if (before == null) {
      rows.remove(key);
    } else {
      rows.put(key, before);
    }
  }

  Collection<V> all() {
    return rows.values();
  }

  int size() {
    return rows.size();
  }
}
