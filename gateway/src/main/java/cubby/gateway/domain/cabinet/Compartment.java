package cubby.gateway.domain.cabinet;

/**
 * One compartment as its cabinet described it last.
 *
 * @param asOf number of the event that told this state; an older one never overwrites it
 */
public record Compartment(String cabinet, Description description, State state, long asOf) {

  /**
   * What never changes.
   *
   * @param number 1-based, as printed on the door
   * @param low true where a person in a wheelchair reaches the handle
   */
  public record Description(
      int number,
      CompartmentKind kind,
      Size size,
      boolean low,
      int widthMillimetres,
      int heightMillimetres) {}

  /**
   * What changes.
   *
   * @param depositId empty where no deposit is inside
   * @param quarantined takes no new deposit; what is inside may still be collected
   */
  public record State(
      Tenancy tenancy,
      String depositId,
      DoorView door,
      Occupancy occupancy,
      boolean quarantined,
      String quarantineReason) {

    /** Why a compartment is in quarantine whose cabinet's journal lost something. */
    public static final String IN_DOUBT = "JOURNAL_LOST";

    /** Before the cabinet said anything. */
    public static final State UNKNOWN =
        new State(Tenancy.UNKNOWN, "", DoorView.UNKNOWN, Occupancy.UNKNOWN, false, "");

    /** Whether the cabinet, or we, do not believe it. */
    public boolean inDoubt() {
      return quarantined && quarantineReason.equals(IN_DOUBT);
    }

    /** The same, not to be believed until somebody looked inside. */
    State doubted() {
      return new State(tenancy, depositId, door, occupancy, true, IN_DOUBT);
    }

    /** The same with another door. */
    public State withDoor(DoorView other) {
      return new State(tenancy, depositId, other, occupancy, quarantined, quarantineReason);
    }
  }

  public int number() {
    return description.number();
  }

  /** Whether a new deposit may be put in, as far as the cabinet's last word goes. */
  public boolean takesNewDeposit() {
    return description.kind().takesDeposits()
        && state.tenancy() == Tenancy.FREE
        && !state.quarantined()
        && state.occupancy() != Occupancy.OCCUPIED
        && (state.door() == DoorView.CLOSED || state.door() == DoorView.UNKNOWN);
  }

  /** Whether what is inside is not what its cabinet believes. */
  public boolean inDoubt() {
    return state.inDoubt();
  }

  /**
   * The compartment as a newer event tells it; unchanged where the event is older.
   *
   * @param released whether the event is that somebody looked inside, which ends every doubt
   */
  public Compartment seen(State newer, long sequence, boolean released) {
    if (sequence <= asOf) {
      return this;
    }
    // A cabinet that has it in quarantine for another reason does not know of the doubt yet.
    boolean stays = inDoubt() && !released;
    return new Compartment(cabinet, description, stays ? newer.doubted() : newer, sequence);
  }

  /**
   * The compartment as a hello tells it.
   *
   * @param older whether the cabinet's journal lost what is known here: then whatever does not fit
   *     to it is in doubt
   * @param expected whether what the hello says is inside is a deposit that has not ended, and is
   *     here
   */
  public Compartment told(
      Description newer, State hello, long sequence, boolean older, boolean expected) {
    boolean holds = hello.tenancy() != Tenancy.FREE && hello.tenancy() != Tenancy.GRACE;
    boolean differs = !hello.depositId().equals(state.depositId());
    boolean doubt =
        inDoubt()
            || (older && differs && !state.depositId().isEmpty())
            || (older && holds && !expected);
    State next = doubt ? hello.doubted() : hello;
    return new Compartment(cabinet, newer, next, sequence);
  }
}
