package cubby.agent.app.link;

import cubby.agent.app.Cabinet.Snapshot;
import cubby.hardware.CabinetProfile;
import cubby.wire.v1.CompartmentDescription;
import cubby.wire.v1.CompartmentReading;
import cubby.wire.v1.EpochStart;
import cubby.wire.v1.Hello;
import cubby.wire.v1.Telemetry;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes hello and telemetry. Pure; immutable. */
final class UplinkMessages {
  /** Raised when a gateway must know that it speaks with an older cabinet. */
  static final int PROTOCOL_VERSION = 1;

  /** A cabinet that starts so often and never reaches its gateway has other troubles. */
  private static final int MAX_EARLIER_EPOCHS = 256;

  private final String agentVersion;
  private final CabinetProfile profile;
  private final List<CompartmentDescription> inventory;

  UplinkMessages(String agentVersion, CabinetProfile profile) {
    this.agentVersion = agentVersion;
    this.profile = profile;
    this.inventory = Inventory.of(profile);
  }

  /**
   * @param firstEventOfEpoch number of the first event of this start
   * @param earlier starts before this one
   * @param confirmedThrough where the stream goes on from
   * @param uptimeMillis now: the gateway computes deadlines from it, so it may not be old
   * @param utcMillis now, 0 where the clock is not trusted
   */
  Hello hello(
      Snapshot snapshot,
      long firstEventOfEpoch,
      List<EpochStart> earlier,
      long confirmedThrough,
      long uptimeMillis,
      long utcMillis) {
    return Hello.newBuilder()
        .setEpoch(snapshot.epoch())
        .setUptimeMillis(uptimeMillis)
        .setAgentVersion(agentVersion)
        .setProtocolVersion(PROTOCOL_VERSION)
        .setLastEventSequence(snapshot.lastSequence())
        .setDesiredVersion(snapshot.desiredVersion())
        .addAllCompartments(inventory)
        .addAllStates(snapshot.states())
        .setUtcMillis(utcMillis)
        .setProfile(profile.name())
        .setCommittedThrough(confirmedThrough)
        .setFirstEventSequence(confirmedThrough + 1)
        .setActionSequence(snapshot.actionSequence())
        .setFirstEventOfEpoch(firstEventOfEpoch)
        .addAllEarlierEpochs(newest(earlier, confirmedThrough))
        .build();
  }

  private static List<EpochStart> newest(List<EpochStart> all, long confirmedThrough) {
    List<EpochStart> there =
        all.stream().filter(start -> start.getFirstEvent() > confirmedThrough).toList();
    return there.subList(Math.max(0, there.size() - MAX_EARLIER_EPOCHS), there.size());
  }

  Telemetry telemetry(Snapshot snapshot, long uptimeMillis) {
    Telemetry.Builder telemetry =
        Telemetry.newBuilder()
            .setEpoch(snapshot.epoch())
            .setUptimeMillis(uptimeMillis)
            .setOutboxLength(Math.max(0, snapshot.lastSequence() - snapshot.committedThrough()));
    for (CabinetProfile.Compartment compartment : profile.compartments()) {
      Integer temperature = snapshot.temperatures().get(compartment.number());
      boolean heating = snapshot.heating().contains(compartment.number());
      if (temperature != null || heating) {
        telemetry.addReadings(reading(compartment.number(), temperature, heating));
      }
    }
    return telemetry.build();
  }

  private static CompartmentReading reading(
      int compartment, @Nullable Integer temperature, boolean heating) {
    CompartmentReading.Builder reading =
        CompartmentReading.newBuilder().setCompartment(compartment).setHeating(heating);
    if (temperature != null) {
      reading.setTemperatureMilliCelsius(temperature);
    }
    return reading.build();
  }
}
