package cubby.world.bench;

import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Runs the parts of a measurement one after the other, each within its time. A part that fails or
 * hangs is told and does not keep the next one from running.
 */
final class Course {
  private static final long GOODBYE_MILLIS = 10_000;

  private final Report report;
  private final Set<String> wanted;
  private boolean failed;

  /**
   * @param wanted the names of the parts to run; the others are left out
   */
  Course(Report report, Set<String> wanted) {
    this.report = report;
    this.wanted = Set.copyOf(wanted);
  }

  /** Whether any of these parts will run. */
  boolean hasAny(String... names) {
    return Stream.of(names).anyMatch(wanted::contains);
  }

  /** One part; ends by interruption where its time is over. */
  @FunctionalInterface
  interface Part {
    void run() throws Exception;
  }

  /** Whether any part had no result. */
  boolean failed() {
    return failed;
  }

  void run(String name, String heading, Duration most, Part part) throws InterruptedException {
    if (!wanted.contains(name)) {
      return;
    }
    report.heading(heading);
    FutureTask<Boolean> task =
        new FutureTask<>(() -> {
          part.run();
          return true;
        });
    Thread thread = Thread.ofPlatform().name("bench-" + name).daemon().start(task);
    try {
      boolean unused = task.get(most.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      failed(name, reason(e));
    } catch (TimeoutException e) {
      thread.interrupt();
      thread.join(GOODBYE_MILLIS);
      failed(name, "not done after " + most.toSeconds() + " s");
    }
  }

  private void failed(String name, String reason) {
    failed = true;
    report.failure(name, reason);
  }

  private static String reason(ExecutionException failure) {
    return Stream.<@Nullable Throwable>iterate(
            failure.getCause(), Objects::nonNull, e -> e == null ? null : e.getCause())
        .map(String::valueOf)
        .collect(Collectors.joining(", because of "));
  }
}
