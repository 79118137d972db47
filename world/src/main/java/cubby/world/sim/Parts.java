package cubby.world.sim;

import cubby.agent.app.Cabinet;
import cubby.agent.app.port.EpochSteps;
import cubby.agent.app.port.Journal;
import cubby.gateway.app.port.CabinetLink;
import cubby.gateway.app.port.WebhookSender;
import cubby.hardware.LockBank;

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
