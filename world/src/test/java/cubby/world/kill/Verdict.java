package cubby.world.kill;

import cubby.wire.v1.ActionFinished;
import cubby.wire.v1.ActionResult;
import cubby.wire.v1.Event;
import cubby.wire.v1.Event.FactCase;
import cubby.world.kill.CabinetFiles.Energised;
import cubby.world.kill.CabinetLife.Answer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What is wrong with a cabinet's history; pure, each rule answers with its offenders. */
final class Verdict {
  private final List<Event> events;

  Verdict(List<Event> events) {
    this.events = events;
  }

  private record Place(long epoch, int compartment) {}

  /** Each coil that went on had its own decision, told before, in the same life. */
  List<String> coilsWithoutDecision(List<Energised> coils) {
    Map<Place, List<Event>> decisions = new HashMap<>();
    for (Event event : events) {
      if (event.hasDoorUnlocking()) {
        decisions
            .computeIfAbsent(
                new Place(event.getEpoch(), event.getCompartment()), place -> new ArrayList<>())
            .add(event);
      }
    }
    Map<Place, Integer> counts = new HashMap<>();
    List<String> wrong = new ArrayList<>();
    for (Energised coil : coils) {
      Place place = new Place(coil.epoch(), coil.compartment());
      int nth = counts.merge(place, 1, Integer::sum);
      List<Event> own = decisions.getOrDefault(place, List.of());
      if (own.size() < nth) {
        wrong.add(coil + " is pulse " + nth + ", decisions: " + own.size());
      } else if (own.get(nth - 1).getUptimeMillis() > coil.uptimeMillis()) {
        wrong.add(coil + " was decided later: " + own.get(nth - 1));
      }
    }
    return wrong;
  }

  /** No action is decided about again: not after a restart, and each attempt once. */
  List<String> actionsPulsedAgain() {
    Map<String, Long> epochs = new HashMap<>();
    Set<String> attempts = new HashSet<>();
    List<String> wrong = new ArrayList<>();
    for (Event event : events) {
      String action = event.getDoorUnlocking().getActionId();
      if (event.hasDoorUnlocking() && !action.isEmpty()) {
        Long first = epochs.putIfAbsent(action, event.getEpoch());
        boolean again = !attempts.add(action + "/" + event.getDoorUnlocking().getAttempt());
        if (again || (first != null && first != event.getEpoch())) {
          wrong.add(action + " again: " + event);
        }
      }
    }
    return wrong;
  }

  /** Every action has exactly one final result, however often it was told. */
  List<String> actionsWithoutOneResult(List<String> actions) {
    Map<String, Set<ActionFinished>> results = new HashMap<>();
    for (Event event : events) {
      if (event.hasActionFinished()) {
        ActionFinished finished = event.getActionFinished();
        results.computeIfAbsent(finished.getActionId(), id -> new HashSet<>()).add(finished);
      }
    }
    return actions.stream()
        .filter(action -> results.getOrDefault(action, Set.of()).size() != 1)
        .map(action -> action + ": " + results.get(action))
        .toList();
  }

  /** How many actions were cut between their decision and its result. */
  long outcomesUnknown() {
    return events.stream()
        .filter(event ->
            event.getActionFinished().getResult() == ActionResult.ACTION_RESULT_OUTCOME_UNKNOWN)
        .count();
  }

  /** Every "opening" that somebody was shown is in the history of that life. */
  List<String> answersForgotten(List<Answer> answers) {
    return answers.stream()
        .filter(answer -> answer.answer().equals("OPENING"))
        .filter(answer -> events.stream().noneMatch(event -> accepted(event, answer)))
        .map(Answer::toString)
        .toList();
  }

  private static boolean accepted(Event event, Answer answer) {
    return event.getFactCase() == FactCase.CODE_ACCEPTED
        && event.getEpoch() == answer.epoch()
        && event.getCompartment() == answer.compartment();
  }

  /** Epochs grow, each knows the one before it, and time goes on within each. */
  List<String> epochsOutOfOrder() {
    List<String> wrong = new ArrayList<>();
    long epoch = 0;
    long uptimeMillis = 0;
    for (Event event : events) {
      if (event.hasBooted()) {
        if (event.getEpoch() <= epoch || event.getBooted().getPreviousEpoch() != epoch) {
          wrong.add("after epoch " + epoch + ": " + event);
        }
        epoch = event.getEpoch();
        uptimeMillis = 0;
      }
      if (event.getEpoch() != epoch || event.getUptimeMillis() < uptimeMillis) {
        wrong.add("at " + uptimeMillis + " ms of epoch " + epoch + ": " + event);
      }
      uptimeMillis = event.getUptimeMillis();
    }
    return wrong;
  }

  /** No right is spent twice. */
  List<String> collectedTwice() {
    Set<String> collected = new HashSet<>();
    return events.stream()
        .filter(Event::hasDepositCollected)
        .filter(event -> !collected.add(event.getDepositId()))
        .map(Event::toString)
        .toList();
  }

  /** A door is seen to open once to put in and once to take out, unless nothing was taken. */
  List<String> openedTwiceForOneRight() {
    Map<String, Integer> left = new HashMap<>();
    List<String> wrong = new ArrayList<>();
    for (Event event : events) {
      String pickup = event.getDepositId() + " out";
      if (event.hasPickupNotTaken()) {
        left.merge(pickup, 1, Integer::sum);
      } else if (event.hasDoorOpened()) {
        String right =
            switch (event.getDoorOpened().getPurpose()) {
              case PURPOSE_PICKUP -> pickup;
              case PURPOSE_DEPOSIT -> event.getDepositId() + " in";
              default -> "";
            };
        if (!right.isEmpty() && left.merge(right, -1, Integer::sum) < -1) {
          wrong.add(event.toString());
        }
      }
    }
    return wrong;
  }

  /** Deposits over which a door was closed, sorted. */
  List<String> stored() {
    return deposits(FactCase.DEPOSIT_STORED);
  }

  /** Deposits that were taken out by their recipient, sorted. */
  List<String> collected() {
    return deposits(FactCase.DEPOSIT_COLLECTED);
  }

  private List<String> deposits(FactCase fact) {
    return events.stream()
        .filter(event -> event.getFactCase() == fact)
        .map(Event::getDepositId)
        .distinct()
        .sorted()
        .toList();
  }
}
