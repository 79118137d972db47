package cubby.agent.domain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WarmthStoryTest {
  private final Story story = new Story();

  @BeforeEach
  void aMealLiesInDoorFour() {
    story.stored(4);
    story.desired(
        new Settings(0, 0, 0, 60_000, Map.of()), Story.grant("ann4", "d4", 4, Story.ANN, 0));
  }

  private void feels(int milliCelsius) {
    story.in(new Input.Felt(4, milliCelsius, story.uptime));
  }

  private boolean heating() {
    return story.at(4).warmth().heating();
  }

  @Test
  void aStoredMealIsKeptWarmWithoutChatter() {
    feels(58_500);
    assertFalse(heating());
    feels(57_900);
    assertTrue(heating());
    feels(59_900);
    assertTrue(heating());
    feels(60_000);
    assertFalse(heating());
    assertEquals(
        List.of(new Effect.Heater(4, true), new Effect.Heater(4, false)),
        story.effects.stream().filter(Effect.Heater.class::isInstance).toList());
  }

  @Test
  void onIsSaidAgainBeforeTheHardwareForgetsIt() {
    feels(20_000);
    for (int second = 0; second < 30; second++) {
      story.pass(1_000);
      feels(20_000);
    }
    assertEquals(4, story.effects.stream().filter(Effect.Heater.class::isInstance).count());
  }

  @Test
  void theHeaterGoesOffAsSoonAsTheDoorOpens() {
    feels(20_000);
    story.type(Story.ANN);
    assertFalse(heating(), "already while unlocking");
    story.opens(4);
    feels(20_000);
    assertFalse(heating());
  }

  @Test
  void aStaleTemperatureSwitchesTheHeaterOff() {
    feels(20_000);
    story.pass(Warmth.FRESH_MILLIS + 1_000);
    assertFalse(heating());
  }

  @Test
  void aSilentDoorSensorSwitchesTheHeaterOff() {
    feels(20_000);
    story.silence(4);
    story.pass(6_000);
    assertFalse(heating());
  }

  @Test
  void anImpossibleTemperatureIsNoReading() {
    feels(-60_000);
    assertFalse(heating());
  }

  @Test
  void anEmptyCompartmentIsNotHeated() {
    story.type(Story.ANN);
    story.opens(4);
    story.closes(4, Occupancy.EMPTY);
    feels(20_000);
    assertFalse(heating());
  }

  @Test
  void aHeaterThatDoesNotAnswerIsAFaultUntilItDoes() {
    story.in(new Input.HeaterAnswered(4, false));
    story.told(4, new Fact.FaultRaised(Fault.HEATER));
    story.in(new Input.HeaterAnswered(4, true));
    story.told(4, new Fact.FaultCleared(Fault.HEATER));
  }
}
