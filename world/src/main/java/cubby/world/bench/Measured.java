package cubby.world.bench;

import java.time.Duration;
import java.util.concurrent.Callable;

/**
 * A rate, and who was busy: processor time by time passed, of this process and of the server's.
 *
 * @param rate per second
 * @param generatorShare 1 = one processor
 * @param serverShare 1 = one processor
 */
record Measured(double rate, double generatorShare, double serverShare) {

  static Measured of(ProcessHandle server, Callable<Double> run) throws Exception {
    Duration serverBefore = used(server);
    Duration ownBefore = used(ProcessHandle.current());
    long start = System.nanoTime();
    double rate = run.call();
    double nanos = System.nanoTime() - start;
    return new Measured(
        rate,
        used(ProcessHandle.current()).minus(ownBefore).toNanos() / nanos,
        used(server).minus(serverBefore).toNanos() / nanos);
  }

  private static Duration used(ProcessHandle process) {
    return process.info().totalCpuDuration().orElse(Duration.ZERO);
  }
}
