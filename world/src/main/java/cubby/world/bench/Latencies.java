package cubby.world.bench;

import java.util.Arrays;
import java.util.Locale;

/**
 * Durations of one kind, in nanoseconds, exact: every sample is kept. Not for use by two threads.
 */
final class Latencies {
  private final long[] samples;
  private int count;

  /**
   * @param most how many samples there will be at most; more are refused
   */
  Latencies(int most) {
    this.samples = new long[most];
  }

  void add(long nanos) {
    if (count == samples.length) {
      throw new IllegalStateException("more than " + count + " samples");
    }
    samples[count++] = nanos;
  }

  int count() {
    return count;
  }

  /** The smallest sample that at least this share of all samples does not exceed (nearest rank). */
  long nanosAt(double share) {
    if (count == 0) {
      throw new IllegalStateException("no samples");
    }
    long[] sorted = Arrays.copyOf(samples, count);
    Arrays.sort(sorted);
    int rank = (int) Math.ceil(share * count);
    return sorted[Math.clamp(rank - 1, 0, count - 1)];
  }

  Summary summary() {
    return new Summary(millis(0.5), millis(0.99), millis(0.999), count);
  }

  private double millis(double share) {
    return nanosAt(share) / 1e6;
  }

  /** Three percentiles in milliseconds. */
  record Summary(double p50Millis, double p99Millis, double p999Millis, int samples) {

    /** Percentile by percentile; an upper bound of the sum's own percentiles, exact for none. */
    Summary plus(Summary other) {
      return new Summary(
          p50Millis + other.p50Millis,
          p99Millis + other.p99Millis,
          p999Millis + other.p999Millis,
          Math.min(samples, other.samples));
    }

    String text() {
      return String.format(
          Locale.ROOT,
          "p50 %.3f ms  p99 %.3f ms  p99.9 %.3f ms  (%d samples)",
          p50Millis,
          p99Millis,
          p999Millis,
          samples);
    }

    String json() {
      return String.format(
          Locale.ROOT,
          "{\"p50Millis\":%.4f,\"p99Millis\":%.4f,\"p999Millis\":%.4f,\"samples\":%d}",
          p50Millis,
          p99Millis,
          p999Millis,
          samples);
    }
  }
}
