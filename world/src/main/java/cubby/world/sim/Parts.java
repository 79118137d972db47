package cubby.world.sim;

import cubby.agent.app.Cabinet;
import cubby.agent.app.port.EpochSteps;
import cubby.agent.app.port.Journal;
import cubby.gateway.app.port.CabinetLink;
import cubby.gateway.app.port.WebhookSender;
import cubby.hardware.LockBank;
import cubby.hardware.Timeline;

/** The seams of a world: a test plants a bug by putting something else between two real parts. */
interface Parts {
  /** Nothing in between. */
  Parts REAL = new Parts() {};

  /** What the agent's core writes to. */
  default Journal journal(Journal honest) {
    return honest;
  }

  /** What the agent's core pulses. */
  default LockBank locks(LockBank honest) {
    return honest;
  }

  /** What people at the screen type into. */
  default Cabinet cabinetAtScreen(Cabinet honest) {
    return honest;
  }

  /** What the agent's link hands downlinks to. */
  default Cabinet cabinet(Cabinet honest) {
    return honest;
  }

  /** Which of the world's decisions come true. */
  default Mask mask() {
    return Mask.none();
  }

  /** How many of the last steps are kept in words. */
  default int keptSteps() {
    return History.KEPT_STEPS;
  }

  /** Where the gateway's data lies. */
  default Storage storage(Weathers weather, History history) {
    return new MemoryStorage(new GatewayDisk(), weather, history);
  }

  /** Where a cabinet's journal lies. */
  default JournalImage journalImage(String cabinet) {
    return new MemoryImage();
  }

  /** How many inputs wait for the agent's core; the default is that of the interpreter's loop. */
  default int queueCapacity() {
    return 1_024;
  }

  /** The clock by which the guard of the coils counts. */
  default Timeline guardClock(Timeline honest) {
    return honest;
  }

  /** Whether a cabinet's agent, or the gateway, ends at this point of an effect. */
  default boolean dies(String who, String point) {
    return false;
  }

  /** How far the agent's epochs are from each other. */
  default EpochSteps epochSteps(EpochSteps honest) {
    return honest;
  }

  /** What tells partners. */
  default WebhookSender ear(WebhookSender honest) {
    return honest;
  }

  /** What the gateway sends through. */
  default CabinetLink link(CabinetLink honest) {
    return honest;
  }
}
