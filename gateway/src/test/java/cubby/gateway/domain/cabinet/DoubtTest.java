package cubby.gateway.domain.cabinet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cubby.gateway.domain.cabinet.Compartment.Description;
import cubby.gateway.domain.cabinet.Compartment.State;
import org.junit.jupiter.api.Test;

/** A cabinet on an older journal believes what is no longer so, until somebody looked inside. */
class DoubtTest {
  private static final Description DESCRIPTION =
      new Description(1, CompartmentKind.PARCEL, Size.S, false, 400, 350);
  private static final State COLLECTED = state(Tenancy.FREE, "", false, "");
  private static final State JAMMED = state(Tenancy.STORED, "parcel", true, "OPEN_NOT_DETECTED");

  private final Compartment known = new Compartment("north", DESCRIPTION, COLLECTED, 128);

  @Test
  void aCabinetOnAnOlderJournalIsInDoubtWhereItHoldsWhatWasCollected() {
    Compartment told =
        known.told(DESCRIPTION, state(Tenancy.STORED, "parcel", false, ""), 122, true, false);

    assertTrue(told.inDoubt());
    assertEquals("parcel", told.state().depositId());
  }

  @Test
  void anotherReasonForItsQuarantineDoesNotHideTheDoubt() {
    Compartment told = known.told(DESCRIPTION, JAMMED, 122, true, false);
    Compartment later = told.seen(JAMMED, 123, false);

    assertTrue(told.inDoubt());
    assertTrue(later.inDoubt());
  }

  @Test
  void whoeverReleasedItLookedInside() {
    Compartment told = known.told(DESCRIPTION, JAMMED, 122, true, false);

    assertFalse(told.seen(state(Tenancy.STORED, "parcel", false, ""), 123, true).inDoubt());
  }

  @Test
  void aJournalThatFitsIsBelieved() {
    Compartment told = known.told(DESCRIPTION, JAMMED, 129, false, true);

    assertFalse(told.inDoubt());
    assertEquals(JAMMED, told.state());
  }

  private static State state(Tenancy tenancy, String deposit, boolean quarantined, String reason) {
    return new State(tenancy, deposit, DoorView.CLOSED, Occupancy.EMPTY, quarantined, reason);
  }
}
