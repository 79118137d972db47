package cubby.world.sim;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongSupplier;

/** Everything that happened in a world: a hash of all of it, the last steps in words, counts. */
final class History {
  static final int KEPT_STEPS = 50;
  private static final int KEPT_VIOLATIONS = 10;

  private final LongSupplier clock;
  private final int keptSteps;
  private final MessageDigest digest;
  private final Deque<String> last = new ArrayDeque<>();
  private final Map<String, Long> faults = new TreeMap<>();
  private final Map<String, Long> killPoints = new TreeMap<>();
  private final List<String> violations = new ArrayList<>();
  private List<String> stepsToFirst = List.of();
  private long steps;

  /**
   * @param clock milliseconds since the world began
   * @param keptSteps how many of the last ones
   */
  History(LongSupplier clock, int keptSteps) {
    this.clock = clock;
    this.keptSteps = keptSteps;
    try {
      this.digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this JDK lacks SHA-256", e);
    }
  }

  /** One step, in words; equal histories have equal words. */
  void step(String who, String what) {
    long now = clock.getAsLong();
    long millis = now % 1_000;
    String zeros = millis < 10 ? ".00" : millis < 100 ? ".0" : ".";
    String line = now / 1_000 + zeros + millis + " " + who + ": " + what;
    digest.update(line.getBytes(StandardCharsets.UTF_8));
    digest.update((byte) '\n');
    steps++;
    last.addLast(line);
    if (last.size() > keptSteps) {
      last.removeFirst();
    }
  }

  /** A fault that was done to the world. */
  void fault(String kind, String who, String what) {
    faults.merge(kind, 1L, Long::sum);
    step(who, kind + (what.isEmpty() ? "" : " " + what));
  }

  /** A process died just before or after this effect. */
  void killed(String point, String who) {
    killPoints.merge(point, 1L, Long::sum);
    step(who, "dies " + point);
  }

  /** An invariant does not hold; the first one keeps the steps that led to it. */
  void violation(int invariant, String words) {
    step("REFEREE", "invariant " + invariant + ": " + words);
    if (violations.isEmpty()) {
      stepsToFirst = List.copyOf(last);
    }
    if (violations.size() < KEPT_VIOLATIONS) {
      violations.add("invariant " + invariant + ": " + words);
    }
  }

  boolean broken() {
    return !violations.isEmpty();
  }

  List<String> violations() {
    return List.copyOf(violations);
  }

  /** The last 50 steps, those before the first violation where there is one. */
  List<String> lastSteps() {
    return broken() ? stepsToFirst : List.copyOf(last);
  }

  Map<String, Long> faults() {
    return faults;
  }

  Map<String, Long> killPoints() {
    return killPoints;
  }

  long steps() {
    return steps;
  }

  /** Ends the history. */
  String hash() {
    return HexFormat.of().formatHex(digest.digest());
  }
}
