package cubby.gateway.app;

import cubby.gateway.domain.action.ActionState;
import cubby.gateway.domain.action.Purpose;
import cubby.gateway.domain.cabinet.Compartment;
import cubby.gateway.domain.cabinet.CompartmentKind;
import cubby.gateway.domain.cabinet.DoorView;
import cubby.gateway.domain.cabinet.Occupancy;
import cubby.gateway.domain.cabinet.Size;
import cubby.gateway.domain.cabinet.Tenancy;
import cubby.gateway.domain.deposit.DepositInput;
import cubby.gateway.domain.deposit.DepositInput.AbortResult;
import cubby.gateway.domain.deposit.DepositInput.OpenResult;
import cubby.wire.v1.ActionFinished;
import cubby.wire.v1.ActionResult;
import cubby.wire.v1.CompartmentDescription;
import cubby.wire.v1.CompartmentState;
import cubby.wire.v1.DepositAborted;
import cubby.wire.v1.DepositCollected;
import cubby.wire.v1.DoorPosition;
import cubby.wire.v1.Event;
import cubby.wire.v1.RefusalReason;
import java.util.Optional;

/** The wire's words in the domain's. A word that we do not know is UNKNOWN, never a guess. */
final class WireFacts {
  private WireFacts() {}

  /** The description; empty where it cannot be. */
  static Optional<Compartment.Description> description(CompartmentDescription wire) {
    CompartmentKind kind =
        switch (wire.getKind()) {
          case COMPARTMENT_KIND_MEAL -> CompartmentKind.MEAL;
          case COMPARTMENT_KIND_BATTERY -> CompartmentKind.BATTERY;
          case COMPARTMENT_KIND_CHARGE -> CompartmentKind.CHARGE;
          case COMPARTMENT_KIND_PARCEL, COMPARTMENT_KIND_UNSPECIFIED, UNRECOGNIZED ->
              CompartmentKind.PARCEL;
        };
    Optional<Size> size =
        switch (wire.getSize()) {
          case SIZE_S -> Optional.of(Size.S);
          case SIZE_M -> Optional.of(Size.M);
          case SIZE_L -> Optional.of(Size.L);
          case SIZE_XL -> Optional.of(Size.XL);
          case SIZE_UNSPECIFIED, UNRECOGNIZED -> Optional.empty();
        };
    return size.map(s ->
        new Compartment.Description(
            wire.getNumber(),
            kind,
            s,
            wire.getLow(),
            wire.getWidthMillimetres(),
            wire.getHeightMillimetres()));
  }

  static Compartment.State state(CompartmentState wire) {
    return new Compartment.State(
        tenancy(wire),
        wire.getDepositId(),
        door(wire.getDoor()),
        switch (wire.getOccupancy()) {
          case OCCUPANCY_EMPTY -> Occupancy.EMPTY;
          case OCCUPANCY_OCCUPIED -> Occupancy.OCCUPIED;
          case OCCUPANCY_UNKNOWN, OCCUPANCY_UNSPECIFIED, UNRECOGNIZED -> Occupancy.UNKNOWN;
        },
        wire.getQuarantined(),
        wire.getQuarantineReason());
  }

  /** The compartment's state after an event, with what the event itself tells of the door. */
  static Compartment.State after(Event event, Compartment before) {
    Compartment.State state = state(event.getAfter());
    return switch (event.getFactCase()) {
      case DOOR_UNLOCKING -> state.withDoor(DoorView.UNLOCKING);
      case DOOR_AJAR -> state.withDoor(DoorView.AJAR);
      case DOOR_OPENED, DOOR_CLOSED -> state;
      default ->
          state.door() == DoorView.OPEN && before.state().door() == DoorView.AJAR
              ? state.withDoor(DoorView.AJAR)
              : state;
    };
  }

  static Tenancy tenancy(CompartmentState wire) {
    return switch (wire.getTenancy()) {
      case TENANCY_FREE -> Tenancy.FREE;
      case TENANCY_DEPOSITING -> Tenancy.DEPOSITING;
      case TENANCY_STORED -> Tenancy.STORED;
      case TENANCY_COLLECTING -> Tenancy.COLLECTING;
      case TENANCY_GRACE -> Tenancy.GRACE;
      case TENANCY_UNSPECIFIED, UNRECOGNIZED -> Tenancy.UNKNOWN;
    };
  }

  private static DoorView door(DoorPosition wire) {
    return switch (wire) {
      case DOOR_POSITION_CLOSED -> DoorView.CLOSED;
      case DOOR_POSITION_OPEN -> DoorView.OPEN;
      case DOOR_POSITION_UNKNOWN, DOOR_POSITION_UNSPECIFIED, UNRECOGNIZED -> DoorView.UNKNOWN;
    };
  }

  /** What the event is to its deposit; empty where it is nothing to it. */
  static Optional<DepositInput.Fact> fact(Event event) {
    int number = event.getCompartment();
    return Optional.ofNullable(
        switch (event.getFactCase()) {
          case DOOR_UNLOCKING ->
              new DepositInput.Unlocking(number, purpose(event.getDoorUnlocking().getPurpose()));
          case DOOR_OPENED ->
              new DepositInput.Opened(number, purpose(event.getDoorOpened().getPurpose()));
          case DOOR_REMINDER -> trouble(number, DepositInput.Trouble.LEFT_OPEN);
          case DOOR_AJAR -> trouble(number, DepositInput.Trouble.AJAR);
          case OPEN_NOT_DETECTED -> trouble(number, DepositInput.Trouble.OPEN_NOT_DETECTED);
          case OPENED_WITHOUT_COMMAND, WRONG_DOOR_OPENED ->
              trouble(number, DepositInput.Trouble.OPENED_WITHOUT_COMMAND);
          case DEPOSIT_STORED -> new DepositInput.Stored(number);
          case DEPOSIT_ABORTED ->
              new DepositInput.Aborted(number, cause(event.getDepositAborted()));
          case DEPOSIT_COLLECTED ->
              new DepositInput.Collected(
                  number, event.getRightId(), how(event.getDepositCollected()));
          case PICKUP_NOT_TAKEN -> new DepositInput.NotTaken(number);
          case DEPOSIT_TAKEN_BACK -> new DepositInput.TakenBack(number);
          case COMPARTMENT_FREED -> new DepositInput.Freed(number);
          case RELEASED ->
              tenancy(event.getAfter()) == Tenancy.FREE ? new DepositInput.Freed(number) : null;
          case BOOTED,
              ACTION_FINISHED,
              DESIRED_APPLIED,
              DOOR_CLOSED,
              QUARANTINED,
              CODES_REFUSED,
              CODE_ACCEPTED,
              FAULT_RAISED,
              FAULT_CLEARED,
              FACT_NOT_SET ->
              null;
        });
  }

  private static DepositInput.Fact trouble(int number, DepositInput.Trouble trouble) {
    return new DepositInput.DoorTrouble(number, trouble);
  }

  private static Purpose purpose(cubby.wire.v1.Purpose wire) {
    return switch (wire) {
      case PURPOSE_DEPOSIT -> Purpose.DEPOSIT;
      case PURPOSE_PICKUP -> Purpose.PICKUP;
      case PURPOSE_REOPEN -> Purpose.REOPEN;
      case PURPOSE_TAKE_BACK -> Purpose.TAKE_BACK;
      case PURPOSE_SERVICE, PURPOSE_UNSPECIFIED, UNRECOGNIZED -> Purpose.SERVICE;
    };
  }

  private static DepositInput.AbortCause cause(DepositAborted wire) {
    return switch (wire.getReason()) {
      case ABORT_REASON_OPEN_NOT_DETECTED -> DepositInput.AbortCause.OPEN_NOT_DETECTED;
      case ABORT_REASON_OUTCOME_UNKNOWN -> DepositInput.AbortCause.OUTCOME_UNKNOWN;
      case ABORT_REASON_CANCELLED, ABORT_REASON_UNSPECIFIED, UNRECOGNIZED ->
          DepositInput.AbortCause.CANCELLED;
    };
  }

  private static DepositInput.How how(DepositCollected wire) {
    return switch (wire.getHow()) {
      case HOW_CODE_AT_SCREEN -> DepositInput.How.CODE_AT_SCREEN;
      case HOW_ONLINE -> DepositInput.How.ONLINE;
      case HOW_DECLARED -> DepositInput.How.DECLARED;
      case HOW_UNSPECIFIED, UNRECOGNIZED -> DepositInput.How.UNKNOWN;
    };
  }

  /** The result; PENDING where the wire's word is none. */
  static ActionState result(ActionResult wire) {
    return switch (wire) {
      case ACTION_RESULT_DONE -> ActionState.DONE;
      case ACTION_RESULT_REFUSED -> ActionState.REFUSED;
      case ACTION_RESULT_EXPIRED -> ActionState.EXPIRED;
      case ACTION_RESULT_FAILED -> ActionState.FAILED;
      case ACTION_RESULT_OUTCOME_UNKNOWN -> ActionState.OUTCOME_UNKNOWN;
      case ACTION_RESULT_UNSPECIFIED, UNRECOGNIZED -> ActionState.PENDING;
    };
  }

  /** Reason or fault of a result, for histories. */
  static String detail(ActionFinished finished) {
    return switch (finished.getResult()) {
      case ACTION_RESULT_REFUSED -> finished.getReason().name();
      case ACTION_RESULT_FAILED -> finished.getFault().name();
      default -> "";
    };
  }

  /** How an order to end a deposit ended. */
  static AbortResult abortResult(ActionFinished finished) {
    if (finished.getResult() == ActionResult.ACTION_RESULT_DONE) {
      return AbortResult.DONE;
    }
    return finished.getReason() == RefusalReason.REFUSAL_REASON_NO_SUCH_DEPOSIT
        ? AbortResult.NOT_THERE
        : AbortResult.REFUSED;
  }

  /** How an order to open ended. */
  static OpenResult openResult(ActionFinished finished) {
    return switch (finished.getResult()) {
      case ACTION_RESULT_DONE -> OpenResult.DONE;
      case ACTION_RESULT_FAILED -> OpenResult.NOT_THIS_DOOR;
      case ACTION_RESULT_EXPIRED -> OpenResult.TOO_LATE;
      case ACTION_RESULT_OUTCOME_UNKNOWN -> OpenResult.UNKNOWN;
      case ACTION_RESULT_UNSPECIFIED, UNRECOGNIZED -> OpenResult.UNKNOWN;
      case ACTION_RESULT_REFUSED ->
          switch (finished.getReason()) {
            case REFUSAL_REASON_OCCUPIED,
                REFUSAL_REASON_QUARANTINED,
                REFUSAL_REASON_COIL_LIMIT,
                REFUSAL_REASON_BUSY,
                REFUSAL_REASON_WRONG_STATE ->
                OpenResult.NOT_THIS_DOOR;
            case REFUSAL_REASON_STALE_EPOCH, REFUSAL_REASON_STALE_SEQUENCE -> OpenResult.TOO_LATE;
            default -> OpenResult.REFUSED;
          };
    };
  }
}
