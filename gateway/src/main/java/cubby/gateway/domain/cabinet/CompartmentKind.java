package cubby.gateway.domain.cabinet;

/** What a compartment is for. */
public enum CompartmentKind {
  PARCEL,
  MEAL,
  BATTERY,
  CHARGE;

  /** Whether riders leave items for recipients in it. */
  public boolean takesDeposits() {
    return this == PARCEL || this == MEAL;
  }
}
