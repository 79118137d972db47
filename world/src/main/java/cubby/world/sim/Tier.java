package cubby.world.sim;

import java.util.Arrays;
import java.util.Locale;

/** On what worlds live. */
enum Tier {
  /** Journals and the gateway's store in memory. */
  FAST,
  /** Both on SQLite files, under the real adapters; real signatures. */
  SLOW;

  /** As in an option. */
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * @throws IllegalArgumentException where it is none of them
   */
  static Tier of(String word) {
    return Arrays.stream(values())
        .filter(one -> one.word().equals(word))
        .findFirst()
        .orElseThrow(
            () -> new IllegalArgumentException("--tier \"" + word + "\" is not fast or slow"));
  }
}
