package cubby.agent.app;

import cubby.agent.app.port.Journal;
import cubby.agent.app.port.JournalException;
import cubby.agent.app.port.WallClock;
import cubby.hardware.CabinetHardware;
import cubby.hardware.Timeline;
import java.util.concurrent.CompletionStage;

/** One cabinet at work. */
public interface RunningCabinet extends Cabinet, AutoCloseable {

  /**
   * Starts a new epoch from what the journal holds.
   *
   * @param cabinetId as the gateway knows it
   * @param cabinetKey the key of the code hashes, 32 bytes
   * @param journal owned from now on: closed with the cabinet
   * @throws JournalException where the journal cannot be read or the new epoch not be written
   */
  static RunningCabinet start(
      String cabinetId,
      byte[] cabinetKey,
      CabinetHardware hardware,
      Journal journal,
      Timeline timeline,
      WallClock wallClock)
      throws JournalException {
    throw new JournalException("not built yet", false);
  }

  /** Counts since this process started. */
  CabinetCounters counters();

  /**
   * Completes normally after {@link #close()}, exceptionally where the interpreter cannot go on:
   * then the process must end and be started again.
   */
  CompletionStage<Void> ended();

  /** Ends the interpreter and closes the journal; returns once both are done. */
  @Override
  void close();
}
