package cubby.world.sim;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** With what the downlinks of which worlds are signed. */
enum Signatures {
  /** Ed25519 in every world. */
  REAL,
  /** A MAC in every world. */
  MAC,
  /** Ed25519 in one world of {@link #ONE_REAL_OF}, a MAC in the others. */
  MIXED;

  /** By the seed alone, so that a world is the same in every run. */
  static final int ONE_REAL_OF = 100;

  Keys of(long seed) {
    return isReal(seed) ? Keys.real() : Keys.mac();
  }

  boolean isReal(long seed) {
    return switch (this) {
      case REAL -> true;
      case MAC -> false;
      case MIXED -> Math.floorMod(seed, ONE_REAL_OF) == 0;
    };
  }

  /** As in an option. */
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * @throws IllegalArgumentException where it is none of them
   */
  static Signatures of(String word) {
    return Arrays.stream(values())
        .filter(one -> one.word().equals(word))
        .findFirst()
        .orElseThrow(() ->
            new IllegalArgumentException("--signatures \"" + word + "\" is not one of " + words()));
  }

  private static String words() {
    return Arrays.stream(values()).map(Signatures::word).collect(Collectors.joining(", "));
  }
}
