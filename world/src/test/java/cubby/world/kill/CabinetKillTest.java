package cubby.world.kill;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cubby.wire.v1.ActionFinished;
import cubby.wire.v1.ActionResult;
import cubby.wire.v1.DoorPosition;
import cubby.wire.v1.Event.FactCase;
import cubby.wire.v1.Purpose;
import cubby.wire.v1.Tenancy;
import cubby.world.e2e.Await;
import cubby.world.kill.CabinetFiles.Energised;
import cubby.world.kill.HeldLocks.Point;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The agent's process is killed; its gateway and the people at its doors live on. */
class CabinetKillTest {
  private static final int ROUNDS = 25;
  private static final int MOST_STIMULI = 20;

  /** Every so many rounds it does not even live to say hello. */
  private static final int WHILE_STARTING = 6;

  /** Every so many rounds it is cut with a decision made and its coil about to move, or moving. */
  private static final int AT_THE_COIL = 5;

  private static final int MOST_MILLIS_OF_START = 1_200;
  private static final int MOST_MILLIS_AFTER = 120;

  @TempDir private Path folder;
  private CabinetFiles files;
  private RecordingGateway gateway;
  private EventLedger ledger;
  private CabinetLife cabinet;

  @BeforeEach
  void begin() throws Exception {
    files = new CabinetFiles(folder);
    gateway = RecordingGateway.start(files);
    ledger = gateway.ledger();
    cabinet = new CabinetLife(files, gateway.port());
  }

  @AfterEach
  void end() {
    cabinet.close();
    gateway.close();
  }

  @Test
  void killedAtAnyMomentItLosesNoFactAndPulsesNoCoilTwice() throws IOException {
    long seed = Long.getLong("cubby.kill.seed", 20_261_123L);
    SplittableRandom random = new SplittableRandom(seed);
    Traffic traffic = new Traffic(gateway, random.split());
    for (int round = 1; round <= ROUNDS; round++) {
      String where = "seed " + seed + ", round " + round;
      if (round % WHILE_STARTING == 0) {
        cabinet.killAfterAndRestart(random.nextInt(MOST_MILLIS_OF_START), where);
      } else if (round % AT_THE_COIL == 0) {
        holdAt(random.nextBoolean() ? Point.BEFORE_COIL : Point.AFTER_COIL, traffic, where);
        cabinet.killAfterAndRestart(0, where);
      } else {
        live(traffic, 1 + random.nextInt(MOST_STIMULI), where);
        cabinet.killAfterAndRestart(random.nextInt(MOST_MILLIS_AFTER + 1), where);
      }
      assertEquals(List.of(), ledger.wrongs(), where);
    }
    closeTheDay(traffic);
    judge("seed " + seed);
  }

  /** Lets things happen until so many were begun in this life. */
  private void live(Traffic traffic, int stimuli, String where) {
    int[] begun = {0};
    Await.until(
        where + ": things to do",
        () -> {
          // What the gateway knows of the last life is no reason to do anything now.
          while (cabinet.isIn(ledger.epoch())
              && begun[0] < stimuli
              && traffic.step(cabinet, true)) {
            begun[0]++;
          }
          return begun[0];
        },
        count -> count >= stimuli);
  }

  /** Lets things happen until the agent stands at the point. */
  private void holdAt(Point point, Traffic traffic, String where) {
    cabinet.tell("hold " + point);
    String unused =
        Await.until(
            where + ": " + point,
            () -> {
              boolean unheeded = cabinet.isIn(ledger.epoch()) && traffic.step(cabinet, true);
              return cabinet.lastWord();
            },
            "held"::equals);
  }

  private void closeTheDay(Traffic traffic) {
    Await.until(
        "rest",
        () -> {
          while (traffic.step(cabinet, false)) {
            gateway.confirmAll();
          }
          gateway.confirmAll();
          return openEnds();
        },
        List::isEmpty);
    long told = Long.parseLong(status()[2]);
    Await.until("the last event", () -> ledger.through() >= told);
  }

  private String[] status() {
    cabinet.tell("status");
    return cabinet.hears("status").split(" ");
  }

  private List<String> openEnds() {
    List<String> open =
        new ArrayList<>(
            gateway.actions().stream().filter(id -> ledger.results(id).isEmpty()).toList());
    if (!ledger.isCaughtUp() || !cabinet.isIn(ledger.epoch())) {
      open.add("the newest life is not heard of");
    }
    ledger
        .states()
        .values()
        .forEach(state -> {
          if (state.getDoor() != DoorPosition.DOOR_POSITION_CLOSED
              || state.getTenancy() == Tenancy.TENANCY_GRACE) {
            open.add(state.toString());
          }
        });
    return open;
  }

  private void judge(String where) throws IOException {
    Verdict verdict = new Verdict(ledger.all());
    List<Energised> coils = files.energised();
    assertAll(
        where,
        () -> assertEquals(List.of(), ledger.wrongs()),
        () -> assertEquals(List.of(), verdict.coilsWithoutDecision(coils)),
        () -> assertEquals(List.of(), verdict.actionsPulsedAgain()),
        () -> assertEquals(List.of(), verdict.actionsWithoutOneResult(gateway.actions())),
        () -> assertEquals(List.of(), verdict.answersForgotten(cabinet.answers())),
        () -> assertEquals(List.of(), verdict.epochsOutOfOrder()),
        () -> assertEquals(List.of(), verdict.collectedTwice()),
        () -> assertEquals(List.of(), verdict.openedTwiceForOneRight()),
        // The suite is worth nothing where nothing happened.
        () -> assertTrue(verdict.outcomesUnknown() >= 1),
        () -> assertTrue(coils.size() > ROUNDS, () -> "coils: " + coils.size()),
        () -> assertFalse(ledger.of(FactCase.DEPOSIT_COLLECTED).isEmpty()),
        () -> assertFalse(ledger.of(FactCase.CODE_ACCEPTED).isEmpty()));
  }

  @Test
  void cutBetweenDecisionAndCoilTheOutcomeIsUnknownAndTheCoilStaysStill() throws IOException {
    String action = cutDuringDeposit(Point.BEFORE_COIL);
    assertEquals(ActionResult.ACTION_RESULT_OUTCOME_UNKNOWN, resultOf(action).getResult());
    assertEquals(List.of(), files.energised());
  }

  @Test
  void cutWithTheCoilEnergisedTheOutcomeIsUnknownAndTheCoilIsNotPulsedAgain() throws IOException {
    String action = cutDuringDeposit(Point.AFTER_COIL);
    assertEquals(ActionResult.ACTION_RESULT_OUTCOME_UNKNOWN, resultOf(action).getResult());
    assertEquals(1, files.energised().size());
    assertEquals(List.of(), new Verdict(ledger.all()).coilsWithoutDecision(files.energised()));
  }

  /** Kills the agent at the point; afterwards everything it has to say was heard. */
  private String cutDuringDeposit(Point point) {
    Await.until("hello", ledger::isCaughtUp);
    cabinet.tell("hold " + point);
    String unused = cabinet.hears("armed");
    String action = gateway.open(1, Purpose.PURPOSE_DEPOSIT, "deposit-1", "right-1");
    unused = cabinet.hears("held");
    cabinet.killAfterAndRestart(0, "" + point);
    Await.until("the result", () -> !ledger.results(action).isEmpty());
    // The same bytes once more, as after a lost confirmation: one more start of the agent.
    long before = ledger.epoch();
    cabinet.killAfterAndRestart(0, "" + point);
    Await.until("hello", () -> ledger.epoch() > before && ledger.isCaughtUp());
    return action;
  }

  private ActionFinished resultOf(String action) {
    assertEquals(1, ledger.results(action).size());
    return ledger.results(action).getFirst().getActionFinished();
  }
}
