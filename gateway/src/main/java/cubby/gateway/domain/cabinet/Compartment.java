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

    /** Before the cabinet said anything. */
    public static final State UNKNOWN =
        new State(Tenancy.UNKNOWN, "", DoorView.UNKNOWN, Occupancy.UNKNOWN, false, "");

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

  /** The compartment as a newer event tells it; unchanged where the event is older. */
  public Compartment seen(State newer, long sequence) {
    return sequence <= asOf ? this : new Compartment(cabinet, description, newer, sequence);
  }
}
