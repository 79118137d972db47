package cubby.hardware;

import cubby.hardware.CabinetProfile.Compartment;
import cubby.hardware.CabinetProfile.Kind;
import cubby.hardware.CabinetProfile.Size;
import java.util.ArrayList;
import java.util.List;

/** Small cabinets for tests. */
public final class TestProfiles {
  private TestProfiles() {}

  /** Doors 1 to {@code doors} in one column; odd ones on supply "A", even ones on "B". */
  public static CabinetProfile column(int doors, CoilLimits limits, boolean heated) {
    List<Compartment> compartments = new ArrayList<>();
    for (int number = 1; number <= doors; number++) {
      int bottom = 100 + (number - 1) * 200;
      compartments.add(
          new Compartment(
              number,
              heated ? Kind.MEAL : Kind.PARCEL,
              Size.M,
              bottom + 95 <= 1_200,
              0,
              bottom,
              400,
              190,
              number % 2 == 1 ? "A" : "B",
              limits,
              heated,
              true));
    }
    Kind kind = heated ? Kind.MEAL : Kind.PARCEL;
    return new CabinetProfile("column-" + doors, kind, 400, 100 + doors * 200, compartments);
  }
}
