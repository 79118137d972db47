package cubby.agent.app;

import cubby.agent.app.Cabinet.Answer;
import cubby.agent.app.Cabinet.KeypadAnswer;
import cubby.agent.domain.CabinetState;
import cubby.agent.domain.Effect;
import cubby.agent.domain.Fact;
import cubby.agent.domain.Input;
import cubby.hardware.CabinetHardware;
import cubby.hardware.HardwareException;
import cubby.hardware.HeaterBank;
import cubby.hardware.Timeline;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries out effects whose decision is durable. What the hardware answers becomes an input again.
 * Used by the core's thread.
 */
final class Interpreter {
  private static final Logger log = LoggerFactory.getLogger(Interpreter.class);

  /** An effect, and who waits for its answer. */
  record Due(Effect effect, @Nullable CompletableFuture<KeypadAnswer> answer) {}

  private final CabinetHardware hardware;
  private final Tally tally;
  private final CoilQueue coils;
  private List<Input> reports = new ArrayList<>();

  Interpreter(CabinetHardware hardware, Timeline timeline, Tally tally) {
    this.hardware = hardware;
    this.tally = tally;
    this.coils = new CoilQueue(hardware.profile(), hardware.locks(), timeline, tally);
  }

  /** When a coil that had to wait may be energised; {@link Long#MAX_VALUE} = none waits. */
  long nextUptimeMillis() {
    return coils.nextUptimeMillis();
  }

  /** Energises what is due by now and answers what the hardware said since the last call. */
  List<Input> reports(CabinetState state) {
    reports.addAll(coils.run(state));
    if (reports.isEmpty()) {
      return List.of();
    }
    List<Input> all = reports;
    reports = new ArrayList<>();
    return all;
  }

  /** The coils, before anything else: somebody stands in front of the door. */
  void energise(List<Due> due, CabinetState state) {
    for (Due one : due) {
      if (one.effect() instanceof Effect.Pulse pulse) {
        coils.add(pulse);
        reports.addAll(coils.run(state));
      }
    }
  }

  /** Everything else, in order. */
  void carryOut(List<Due> due) {
    for (Due one : due) {
      switch (one.effect()) {
        case Effect.Heater heater -> heat(heater);
        case Effect.Answer answer -> answer(answer, one.answer());
        case Effect.Ignored ignored -> count(ignored.reason());
        case Effect.Moved moved ->
            log.info(
                "compartment {}: {} -> {}, {}",
                moved.compartment(),
                moved.from(),
                moved.to(),
                moved.reason());
        case Effect.Tell tell -> {
          if (tell.fact() instanceof Fact.FaultRaised raised) {
            log.warn("compartment {}: fault {}", tell.compartment(), raised.fault());
          }
        }
        case Effect.Pulse pulse -> {}
        case Effect.Remember remember -> {}
        case Effect.Forget forget -> {}
      }
    }
  }

  private void heat(Effect.Heater heater) {
    HeaterBank heaters = hardware.heaters();
    boolean taken = false;
    try {
      if (heaters != null) {
        heaters.set(heater.compartment(), heater.on());
        taken = true;
      }
    } catch (HardwareException e) {
      log.error("compartment {}: the heater did not take {}", heater.compartment(), heater.on(), e);
    }
    reports.add(new Input.HeaterAnswered(heater.compartment(), taken));
  }

  private void answer(Effect.Answer answer, @Nullable CompletableFuture<KeypadAnswer> waiting) {
    switch (answer.reply()) {
      case OPENING -> tally.codesAccepted.increment();
      case REFUSED -> tally.codesRefused.increment();
      case WAIT -> tally.codesNotLookedAt.increment();
      case UNAVAILABLE -> {}
    }
    if (waiting != null) {
      waiting.complete(
          new KeypadAnswer(
              Answer.valueOf(answer.reply().name()),
              answer.compartment(),
              answer.retryAfterMillis()));
    }
  }

  private void count(Effect.Reason reason) {
    switch (reason) {
      case DESIRED_OUT_OF_BOUNDS -> {
        tally.desiredRefused.increment();
        log.error("a desired state breaks a bound and was refused");
      }
      case DESIRED_STALE -> tally.desiredStale.increment();
      case DESIRED_REPEATED -> tally.desiredRepeated.increment();
      case DESIRED_CONFLICT -> {
        tally.desiredConflicts.increment();
        log.error("a desired state says something else under a version that is known already");
      }
      case OUTBOX_FULL -> tally.eventsDropped.increment();
      case ACTION_REPEATED -> tally.actionsRepeated.increment();
      case ACTION_REFUSED -> tally.actionsRefused.increment();
      case ACTION_OUT_OF_ORDER -> tally.actionsOutOfOrder.increment();
      case ACTION_EXPIRED -> tally.actionsExpired.increment();
    }
  }
}
