package cubby.gateway.domain.cabinet;

/** Who has the compartment, as its cabinet said last. */
public enum Tenancy {
  FREE,
  /** A deposit is being put in. */
  DEPOSITING,
  /** The door was closed over an item. */
  STORED,
  /** Somebody with the right to is taking the item out. */
  COLLECTING,
  /** Taken out; the same right may re-open until the window ends. */
  GRACE,
  /** The cabinet never said. */
  UNKNOWN
}
