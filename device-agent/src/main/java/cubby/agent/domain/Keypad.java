package cubby.agent.domain;

import cubby.agent.domain.Effect.Reply;
import java.util.List;

/** What happens at the cabinet's own screen: codes, back-off, "I forgot something". */
final class Keypad {

  private Keypad() {}

  static void typed(Turn turn, CodeCheck check, String code) {
    if (!Outbox.takesOpenings(turn)) {
      turn.effect(new Effect.Answer(Reply.UNAVAILABLE, 0, 0));
      return;
    }
    CodeBucket bucket = turn.codes().at(turn.uptime());
    turn.codes(bucket);
    if (bucket.left() == 0) {
      turn.effect(new Effect.Answer(Reply.WAIT, 0, bucket.nextUptimeMillis() - turn.uptime()));
      return;
    }
    if (!CodeCheck.wellFormed(code) || !opens(turn, check, code)) {
      refuse(turn, bucket);
    }
  }

  private static boolean opens(Turn turn, CodeCheck check, String code) {
    List<Grant> grants = check.matching(turn.desired().grants(), code);
    for (Grant grant : grants) {
      Compartment compartment = turn.find(grant.compartment());
      if (compartment != null && grant.liveAt(turn.now()) && use(turn, compartment, grant)) {
        turn.effect(new Effect.Answer(Reply.OPENING, compartment.number(), 0));
        return true;
      }
    }
    return false;
  }

  private static boolean use(Turn turn, Compartment compartment, Grant grant) {
    if (!compartment.tenancy().depositId().equals(grant.depositId())) {
      return false;
    }
    return switch (compartment.tenancy()) {
      case Tenancy.Stored stored when !compartment.doorInUse() -> {
        turn.become(
            compartment.number(),
            new Tenancy.Collecting(
                grant.depositId(), grant.id(), How.CODE_AT_SCREEN, Purpose.PICKUP),
            "a right code was typed");
        open(turn, compartment.number(), Purpose.PICKUP);
        yield true;
      }
      case Tenancy.Grace grace when grace.rightId().equals(grant.id()) ->
          again(turn, compartment, grace);
      // The same code once more while its door is opening: told again, not pulsed again.
      case Tenancy.Collecting now -> now.rightId().equals(grant.id()) && compartment.doorInUse();
      default -> false;
    };
  }

  private static boolean again(Turn turn, Compartment compartment, Tenancy.Grace grace) {
    if (compartment.doorInUse()) {
      return true;
    }
    if (Admission.reopen(turn, compartment, grace) != null) {
      return false;
    }
    open(turn, compartment.number(), Purpose.REOPEN);
    return true;
  }

  private static void open(Turn turn, int number, Purpose purpose) {
    turn.atScreen(number);
    turn.tell(number, new Fact.CodeAccepted());
    DoorMachine.unlock(turn, number, purpose, "", 0);
  }

  private static void refuse(Turn turn, CodeBucket bucket) {
    CodeBucket next = bucket.spend(turn.uptime());
    turn.codes(next);
    long backOff = next.left() == 0 ? next.nextUptimeMillis() - turn.uptime() : 0;
    turn.tell(0, new Fact.CodesRefused(1, backOff));
    turn.effect(new Effect.Answer(Reply.REFUSED, 0, backOff));
  }

  /** Opens once more what was last collected at this screen. */
  static void forgot(Turn turn) {
    Compartment compartment = turn.find(turn.atScreen());
    boolean opens =
        Outbox.takesOpenings(turn)
            && compartment != null
            && compartment.tenancy() instanceof Tenancy.Grace grace
            && grace.how() == How.CODE_AT_SCREEN
            // Whose right was revoked after the door opened is not let in again.
            && turn.desired().holds(grace.rightId())
            && reopened(turn, compartment, grace);
    turn.effect(
        opens
            ? new Effect.Answer(Reply.OPENING, turn.atScreen(), 0)
            : new Effect.Answer(Reply.REFUSED, 0, 0));
  }

  private static boolean reopened(Turn turn, Compartment compartment, Tenancy.Grace grace) {
    if (compartment.doorInUse()) {
      return true;
    }
    if (Admission.reopen(turn, compartment, grace) != null) {
      return false;
    }
    DoorMachine.unlock(turn, compartment.number(), Purpose.REOPEN, "", 0);
    return true;
  }
}
