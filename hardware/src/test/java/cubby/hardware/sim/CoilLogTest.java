package cubby.hardware.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;

import cubby.hardware.CabinetHardware;
import cubby.hardware.CoilLimits;
import cubby.hardware.HardwareException;
import cubby.hardware.TestProfiles;
import java.util.List;
import org.junit.jupiter.api.Test;

class CoilLogTest {
  private static final int RATHER_SLOWLY_MILLIS = 8_000;

  private final VirtualTimeline timeline = new VirtualTimeline();
  private final SimulatedCabinet cabinet =
      new SimulatedCabinet(TestProfiles.column(6, CoilLimits.DEFAULT, false), timeline, 7);

  /** Past the coil guard. */
  private void pulse(int times) throws HardwareException {
    for (int i = 0; i < times; i++) {
      timeline.advance(RATHER_SLOWLY_MILLIS);
      cabinet.board().pulse(1, 300);
    }
  }

  private List<String> violations() {
    return cabinet.violations().stream().map(SimulatedCabinet.Violation::what).toList();
  }

  @Test
  void aSeventhPulseWithinAMinuteIsOneTooMany() throws HardwareException {
    pulse(6);
    assertEquals(List.of(), violations());

    pulse(1);
    assertEquals(List.of("7 pulses in a minute"), violations());
  }

  @Test
  void aControllerThatHasJustStartedKnowsNothingOfEarlierPulses() throws HardwareException {
    pulse(6);
    CabinetHardware unused = cabinet.hardware(timeline);
    pulse(6);
    assertEquals(List.of(), violations());

    pulse(1);
    assertEquals(List.of("7 pulses in a minute"), violations());
  }

  @Test
  void aCoilIsNoCoolerForAControllerThatHasJustStarted() throws HardwareException {
    pulse(1);
    CabinetHardware unused = cabinet.hardware(timeline);
    timeline.advance(1_000);
    cabinet.board().pulse(1, 300);

    assertEquals(List.of("coil is hot"), violations());
  }
}
