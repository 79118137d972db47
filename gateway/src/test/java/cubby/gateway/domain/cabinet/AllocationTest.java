package cubby.gateway.domain.cabinet;

import static org.junit.jupiter.api.Assertions.assertEquals;

import cubby.gateway.domain.cabinet.Compartment.Description;
import cubby.gateway.domain.cabinet.Compartment.State;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AllocationTest {
  private static final List<Compartment> ALL =
      List.of(
          free(1, Size.S, true),
          free(2, Size.S, false),
          free(3, Size.S, false),
          free(4, Size.M, false),
          free(5, Size.XL, true));

  @Test
  void theLowestNumberThatIsNotNeededByAWheelchairIsChosen() {
    assertEquals(Optional.of(2), chosen(Size.S, false, false));
    assertEquals(Optional.of(3), chosen(Size.S, false, false, 2));
    assertEquals(Optional.of(1), chosen(Size.S, false, false, 2, 3));
  }

  @Test
  void aLowDoorIsGivenToWhoAsks() {
    assertEquals(Optional.of(1), chosen(Size.S, false, true));
    assertEquals(Optional.empty(), chosen(Size.S, false, true, 1));
    assertEquals(Optional.of(5), chosen(Size.S, true, true, 1));
  }

  @Test
  void theSizeIsExactUnlessLargerWillDo() {
    assertEquals(Optional.empty(), chosen(Size.L, false, false));
    assertEquals(Optional.of(5), chosen(Size.L, true, false));
    assertEquals(Optional.of(4), chosen(Size.S, true, false, 1, 2, 3));
  }

  @Test
  void nothingIsPutWhereItCannotBe() {
    State free = ALL.getFirst().state();
    for (State state :
        List.of(
            State.UNKNOWN,
            new State(Tenancy.STORED, "d", DoorView.CLOSED, Occupancy.UNKNOWN, false, ""),
            new State(Tenancy.FREE, "", DoorView.CLOSED, Occupancy.EMPTY, true, "jammed"),
            new State(Tenancy.FREE, "", DoorView.CLOSED, Occupancy.OCCUPIED, false, ""),
            free.withDoor(DoorView.OPEN),
            free.withDoor(DoorView.AJAR))) {
      Compartment compartment = new Compartment("c", ALL.getFirst().description(), state, 1);
      assertEquals(
          Optional.empty(),
          Allocation.choose(
              List.of(compartment), new Allocation.Wish(Size.S, true, false, Set.of())));
    }
    Description bay = new Description(1, CompartmentKind.BATTERY, Size.S, true, 1, 1);
    assertEquals(
        Optional.empty(),
        Allocation.choose(
            List.of(new Compartment("c", bay, free, 1)),
            new Allocation.Wish(Size.S, true, false, Set.of())));
  }

  @Test
  void anOlderEventNeverOverwritesANewerState() {
    Compartment compartment = ALL.getFirst().seen(State.UNKNOWN, 9, false);
    assertEquals(compartment, compartment.seen(ALL.getFirst().state(), 9, false));
    assertEquals(10, compartment.seen(ALL.getFirst().state(), 10, false).asOf());
  }

  private static Optional<Integer> chosen(
      Size size, boolean orLarger, boolean low, Integer... exclude) {
    return Allocation.choose(ALL, new Allocation.Wish(size, orLarger, low, Set.of(exclude)))
        .map(Compartment::number);
  }

  private static Compartment free(int number, Size size, boolean low) {
    return new Compartment(
        "c",
        new Description(number, CompartmentKind.PARCEL, size, low, 400, 200),
        new State(Tenancy.FREE, "", DoorView.CLOSED, Occupancy.EMPTY, false, ""),
        1);
  }
}
