package cubby.agent.app;

import com.google.protobuf.ByteString;
import cubby.agent.domain.Action;
import cubby.agent.domain.Desired;
import cubby.agent.domain.Grant;
import cubby.agent.domain.Purpose;
import cubby.agent.domain.Settings;
import cubby.wire.v1.DesiredState;
import cubby.wire.v1.OpenCompartment;

/** What the gateway says, in the domain's words. Nothing here judges; the domain does. */
final class Downlinks {

  private Downlinks() {}

  static Action action(cubby.wire.v1.Action action) {
    return new Action(
        action.getId(),
        action.getEpoch(),
        action.getSequence(),
        action.getDeadlineUptimeMillis(),
        // Without an id nobody would learn the result, nor would a repeat be known as one.
        action.getId().isEmpty() ? new Action.Unheard(0) : what(action));
  }

  private static Action.What what(cubby.wire.v1.Action action) {
    return switch (action.getWhatCase()) {
      case OPEN -> open(action.getOpen());
      case ABORT ->
          new Action.Abort(action.getAbort().getCompartment(), action.getAbort().getDepositId());
      case RELEASE ->
          new Action.Release(
              action.getRelease().getCompartment(), action.getRelease().getDepositId());
      case QUARANTINE ->
          new Action.Quarantine(
              action.getQuarantine().getCompartment(), action.getQuarantine().getReason());
      case WHAT_NOT_SET -> new Action.Unheard(0);
    };
  }

  private static Action.What open(OpenCompartment open) {
    Purpose purpose = Words.domain(open.getPurpose());
    return purpose == null
        ? new Action.Unheard(open.getCompartment())
        : new Action.Open(open.getCompartment(), purpose, open.getDepositId(), open.getRightId());
  }

  static Desired desired(DesiredState desired) {
    cubby.wire.v1.Settings settings = desired.getSettings();
    return new Desired(
        desired.getVersion(),
        new Settings(
            Integer.toUnsignedLong(settings.getDoorReminderMillis()),
            Integer.toUnsignedLong(settings.getDoorAjarMillis()),
            Integer.toUnsignedLong(settings.getGraceMillis()),
            settings.getKeepWarmMilliCelsius(),
            settings.getNoticesMap()),
        desired.getGrantsList().stream().map(Downlinks::grant).toList(),
        desired.getDoubtedList());
  }

  private static Grant grant(cubby.wire.v1.Grant grant) {
    return new Grant(
        grant.getId(),
        grant.getDepositId(),
        grant.getCompartment(),
        grant.getSalt().toByteArray(),
        grant.getCodeHash().toByteArray(),
        grant.getNotAfterUtcMillis());
  }

  /** The same document again, for the journal. */
  static DesiredState stored(Desired desired) {
    Settings settings = desired.settings();
    DesiredState.Builder document =
        DesiredState.newBuilder()
            .setVersion(desired.version())
            .setSettings(
                cubby.wire.v1.Settings.newBuilder()
                    .setDoorReminderMillis((int) settings.doorReminderMillis())
                    .setDoorAjarMillis((int) settings.doorAjarMillis())
                    .setGraceMillis((int) settings.graceMillis())
                    .setKeepWarmMilliCelsius(settings.keepWarmMilliCelsius())
                    .putAllNotices(settings.notices()));
    for (Grant grant : desired.grants()) {
      document
          .addGrantsBuilder()
          .setId(grant.id())
          .setDepositId(grant.depositId())
          .setCompartment(grant.compartment())
          .setSalt(ByteString.copyFrom(grant.salt()))
          .setCodeHash(ByteString.copyFrom(grant.codeHash()))
          .setNotAfterUtcMillis(grant.notAfterUtcMillis());
    }
    return document.build();
  }
}
