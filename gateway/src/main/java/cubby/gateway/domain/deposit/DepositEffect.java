package cubby.gateway.domain.deposit;

import cubby.gateway.domain.action.Purpose;
import java.util.Set;

/** What follows from a change of a deposit; carried out in the same transaction. */
public sealed interface DepositEffect {

  /** Order the deposit's compartment to open. The right is empty where the order itself is it. */
  record Open(Purpose purpose, String rightId) implements DepositEffect {}

  /** Order the cabinet to end the deposit. */
  record Abort() implements DepositEffect {}

  /** Choose a compartment that is none of these; answer with Moved or NoneFree. */
  record FindAnother(Set<Integer> exclude) implements DepositEffect {}

  /** The cabinet must learn the grants anew: they moved with the deposit. */
  record GrantsMoved() implements DepositEffect {}

  /** End all grants but the one that was used, which opens again until the grace ends. */
  record EndGrants(String usedGrantId) implements DepositEffect {}

  /** The grace is over: the used grant is spent. */
  record EndGrace() implements DepositEffect {}

  /** Send the recipient a message. */
  record Tell(About about) implements DepositEffect {}

  /** Tell the partner, where the deposit is a partner's. */
  record Hook(Event event) implements DepositEffect {}

  /** Write a line of history. */
  record Note(What what) implements DepositEffect {}

  /** What a message to the recipient is about. */
  enum About {
    READY,
    REMINDER,
    OVERDUE,
    COLLECTED,
    TAKEN_BACK
  }

  /** What partners are told. */
  enum Event {
    STORED("deposit.stored"),
    COLLECTED("deposit.collected"),
    OVERDUE("deposit.overdue"),
    TAKEN_BACK("deposit.taken_back"),
    CANCELLED("deposit.cancelled"),
    FAILED("deposit.failed");

    private final String type;

    Event(String type) {
      this.type = type;
    }

    /** The event's name on the wire. */
    public String type() {
      return type;
    }
  }

  /** The words of histories. */
  enum What {
    BEGUN,
    CONSENT_CONFIRMED,
    UNLOCKING,
    OPENED,
    OPENED_FOR_PICKUP,
    OPENED_AGAIN,
    OPENED_TO_TAKE_BACK,
    NOT_OPENED,
    MOVED,
    STORED,
    CANCEL_ASKED,
    CANCEL_REFUSED,
    CANCELLED,
    TAKE_BACK_ASKED,
    OPEN_ASKED,
    COLLECTED_BY_CODE,
    COLLECTED_ONLINE,
    COLLECTED,
    COLLECTED_DECLARED,
    DECLARE_ASKED,
    NOT_TAKEN,
    TAKEN_BACK,
    FAILED,
    FREED,
    REMINDED,
    OVERDUE,
    LEFT_OPEN,
    AJAR,
    OPENED_WITHOUT_COMMAND,
    DELEGATED,
    DELEGATE_REVOKED,
    MESSAGE_SENT,
    PROBLEM_REPORTED,
    FACTS_LOST,
    FACT_SET_ASIDE
  }
}
