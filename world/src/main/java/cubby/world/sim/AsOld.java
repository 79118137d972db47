package cubby.world.sim;

import cubby.agent.app.Cabinet;
import cubby.wire.v1.DesiredState;

/** A cabinet that reads no field that is newer than its agent. */
final class AsOld extends OtherCabinet {
  private final Versions versions;

  AsOld(Cabinet honest, Versions versions) {
    super(honest);
    this.versions = versions;
  }

  @Override
  public boolean desiredArrived(DesiredState desired) {
    return super.desiredArrived(versions.desired(desired));
  }
}
