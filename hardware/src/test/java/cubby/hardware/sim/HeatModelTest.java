package cubby.hardware.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class HeatModelTest {
  private static final double TINY = 1e-9;

  private static HeatModel warm(boolean doorOpen) {
    return new HeatModel(60, 0, 0, doorOpen);
  }

  @Test
  void aHeaterThatIsNotToldAgainIsOffAfterThirtySeconds() {
    HeatModel told = HeatModel.ambient(0, false).heater(true, 0);
    assertTrue(told.heating(29_999));
    assertFalse(told.heating(30_000));
    double warmest = told.at(30_000).celsius();
    assertTrue(warmest > 24 && told.at(31_000).celsius() < warmest);
  }

  @Test
  void howOftenItIsLookedAtChangesNothing() {
    HeatModel rarely = HeatModel.ambient(0, false).heater(true, 0).at(90_000);
    HeatModel often = HeatModel.ambient(0, false).heater(true, 0);
    for (long now = 0; now <= 90_000; now += 500) {
      often = often.at(now);
    }
    assertEquals(rarely.celsius(), often.celsius(), TINY);
  }

  @Test
  void anOpenDoorLetsTheHeatOutTenTimesAsFast() {
    assertEquals(warm(false).at(600_000).celsius(), warm(true).at(60_000).celsius(), TINY);
  }

  @Test
  void aHeaterNeverSwitchedOffStaysBelowItsLimit() {
    HeatModel model = HeatModel.ambient(0, false);
    for (long now = 0; now < 36_000_000; now += 20_000) {
      model = model.heater(true, now);
    }
    double limit = HeatModel.AMBIENT_CELSIUS + HeatModel.HEATER_RISE_CELSIUS;
    assertTrue(model.celsius() < limit + TINY);
    assertEquals(limit, model.celsius(), 0.1);
  }

  @Test
  void anEndlessNightEndsAtTheTemperatureOfTheRoom() {
    assertEquals(HeatModel.AMBIENT_CELSIUS, warm(false).at(86_400_000).celsius(), TINY);
  }
}
