package cubby.gateway.app.port;

import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/**
 * The gateway's durable memory. Writes run one at a time on the writer's thread and are committed
 * in groups: a stage completes only after its commit reached the disk.
 *
 * @param <T> the repositories as one transaction sees them
 */
public interface Store<T> {

  /**
   * Runs the work in a write transaction. Work must be quick, must not block and may be run on any
   * thread, also twice where the first run was rolled back; where it throws, its own changes are
   * rolled back and the stage fails with that exception, while others of the group commit. Where
   * too many works wait, the stage fails with an {@link OverloadedException}.
   */
  <R> CompletionStage<R> write(Function<T, R> work);

  /**
   * Runs the work on a consistent snapshot, on a read thread. Where too many works wait, the stage
   * fails with an {@link OverloadedException}.
   */
  <R> CompletionStage<R> read(Function<T, R> work);
}
