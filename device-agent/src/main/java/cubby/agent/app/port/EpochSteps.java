package cubby.agent.app.port;

/**
 * How far one epoch is from the next. Not guessable: an agent that finds an older journal than the
 * last one it wrote, or none, would else begin an epoch that it had before, and take old actions of
 * that one for new.
 */
public interface EpochSteps {
  /** Larger than any step: 2^31 starts still fit into an epoch. */
  long LIMIT = 1L << 32;

  /** The next step, 1 to {@link #LIMIT}. */
  long next();
}
