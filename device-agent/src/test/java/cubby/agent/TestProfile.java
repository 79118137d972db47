package cubby.agent;

import cubby.hardware.CabinetProfile;
import cubby.hardware.CabinetProfile.Compartment;
import cubby.hardware.CabinetProfile.Kind;
import cubby.hardware.CabinetProfile.Size;
import cubby.hardware.CoilLimits;
import java.util.List;

/** The smallest cabinet: two doors, the second one heated. */
public final class TestProfile {
  public static final CabinetProfile TWO_DOORS =
      new CabinetProfile(
          "test-2", Kind.MEAL, 500, 800, List.of(door(1, Size.S, false), door(2, Size.M, true)));

  private TestProfile() {}

  private static Compartment door(int number, Size size, boolean heated) {
    return new Compartment(
        number,
        Kind.MEAL,
        size,
        true,
        0,
        number * 300,
        450,
        290,
        "a",
        CoilLimits.DEFAULT,
        heated,
        true);
  }
}
