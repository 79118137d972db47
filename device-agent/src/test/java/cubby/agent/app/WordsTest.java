package cubby.agent.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import cubby.agent.domain.AbortReason;
import cubby.agent.domain.Fault;
import cubby.agent.domain.How;
import cubby.agent.domain.Outcome;
import cubby.agent.domain.Purpose;
import cubby.agent.domain.Refusal;
import cubby.wire.v1.FaultId;
import cubby.wire.v1.RefusalReason;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class WordsTest {

  @Test
  void everyFaultAndRefusalHasItsWordOnTheWireAndTheOtherWayRound() {
    for (Fault fault : Fault.values()) {
      assertEquals(fault, Words.domain(Words.wire(fault)));
    }
    // Less UNSPECIFIED and UNRECOGNIZED.
    assertEquals(Fault.values().length, FaultId.values().length - 2);
    assertEquals(Refusal.values().length, RefusalReason.values().length - 2);
  }

  @Test
  void everyPurposeAndReasonHasItsWordOnTheWire() {
    for (Purpose purpose : Purpose.values()) {
      assertEquals(purpose, Words.domain(Words.wire(purpose)));
    }
    for (How how : How.values()) {
      assertEquals(how, Words.domain(Words.wire(how)));
    }
    for (AbortReason reason : AbortReason.values()) {
      assertNotEquals(
          cubby.wire.v1.AbortReason.ABORT_REASON_UNSPECIFIED, Words.wire(reason), reason.name());
    }
  }

  @Test
  void everyOutcomeIsReplayedAsItWas() {
    List<Outcome> outcomes = new ArrayList<>();
    outcomes.add(new Outcome.Done());
    outcomes.add(new Outcome.Expired());
    outcomes.add(new Outcome.Unknown());
    for (Refusal refusal : Refusal.values()) {
      outcomes.add(new Outcome.Refused(refusal));
    }
    for (Fault fault : Fault.values()) {
      outcomes.add(new Outcome.Failed(fault));
    }
    for (Outcome outcome : outcomes) {
      assertEquals(outcome, Words.domain(Words.wire("a", outcome)));
    }
  }
}
