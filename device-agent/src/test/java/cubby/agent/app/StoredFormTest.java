package cubby.agent.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import cubby.agent.app.port.Journal;
import cubby.agent.app.port.JournalException;
import cubby.agent.domain.CabinetState;
import cubby.agent.domain.Compartment;
import cubby.agent.domain.Fault;
import cubby.agent.domain.How;
import cubby.agent.domain.Motion;
import cubby.agent.domain.Plan;
import cubby.agent.domain.Purpose;
import cubby.agent.domain.Senses;
import cubby.agent.domain.Tenancy;
import cubby.agent.domain.Warmth;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class StoredFormTest {
  private static final long UPTIME = 70;
  private static final Plan PLAN = new Plan(1, false, false, true);

  private static Compartment compartment(Tenancy tenancy, Motion motion) {
    return new Compartment(
        PLAN,
        tenancy,
        motion,
        "hinge",
        Set.of(Fault.DOOR_AJAR, Fault.LOCK_BUS),
        Senses.none(UPTIME),
        Warmth.UNKNOWN);
  }

  static List<Compartment> every() {
    Motion closed = new Motion.Closed();
    return List.of(
        compartment(new Tenancy.Free(), new Motion.Unseen(null)),
        compartment(new Tenancy.Depositing("d", "r", true), closed),
        compartment(new Tenancy.Stored("d"), closed),
        compartment(
            new Tenancy.Collecting("d", "r", How.ONLINE, Purpose.TAKE_BACK),
            new Motion.Unlocking(Purpose.TAKE_BACK, 9, 2, UPTIME, -1, "a", 4)),
        compartment(new Tenancy.Grace("d", "r", How.CODE_AT_SCREEN, UPTIME, 5), closed),
        compartment(
            new Tenancy.LeftBehind("d"),
            new Motion.Open(Motion.Cause.COMMANDED, UPTIME, false, false)),
        compartment(new Tenancy.Free(), new Motion.Open(Motion.Cause.FORCED, UPTIME, false, false)),
        compartment(
            new Tenancy.Free(), new Motion.Open(Motion.Cause.WRONG_DOOR, UPTIME, false, false)),
        compartment(new Tenancy.Free(), new Motion.Open(Motion.Cause.FOUND, UPTIME, false, false)));
  }

  private static Compartment reloaded(byte[] row) throws JournalException {
    Journal.Contents contents =
        new Journal.Contents(1, List.of(), Map.of(1, row), List.of(), null, null);
    CabinetState state = StoredForm.state(contents, List.of(PLAN), UPTIME);
    return state.compartments().getFirst();
  }

  @ParameterizedTest
  @MethodSource("every")
  void everyStateComesBackAsItWas(Compartment compartment) throws JournalException {
    assertEquals(compartment, reloaded(StoredForm.compartment(compartment).toByteArray()));
  }

  @Test
  void whatADoorDidBeforeItWasUnseenIsNotForgotten() throws JournalException {
    Compartment before = every().get(3);
    Compartment unseen = compartment(before.tenancy(), new Motion.Unseen(before.motion()));
    assertEquals(before, reloaded(StoredForm.compartment(unseen).toByteArray()));
  }

  @Test
  void aRowThatCannotBeReadIsAClearError() {
    assertThrows(JournalException.class, () -> reloaded(new byte[] {(byte) 0xff, 1}));
    assertThrows(JournalException.class, () -> reloaded(new byte[0]));
  }
}
