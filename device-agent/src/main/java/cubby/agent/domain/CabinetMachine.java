package cubby.agent.domain;

/** One cabinet's behaviour. Immutable; its answers depend on its arguments and the key alone. */
public final class CabinetMachine {
  private final CodeCheck check;

  public CabinetMachine(CodeCheck check) {
    this.check = check;
  }

  /** What this input leads to at this moment. */
  public Step<CabinetState> step(CabinetState state, Input input, Moment now) {
    Turn turn = new Turn(state, now);
    switch (input) {
      case Input.Boot boot -> Restart.boot(turn, boot);
      case Input.Tick tick -> tick(turn);
      case Input.ActionArrived arrived -> Admission.arrived(turn, arrived.action());
      case Input.DesiredArrived arrived -> desired(turn, arrived.desired());
      case Input.Committed committed -> Outbox.committed(turn, committed.through());
      case Input.CodeTyped typed -> Keypad.typed(turn, check, typed.code());
      case Input.ForgotPressed forgot -> Keypad.forgot(turn);
      case Input.Sensed sensed -> DoorMachine.sensed(turn, sensed);
      case Input.Felt felt -> WarmthMachine.felt(turn, felt);
      case Input.PulseSent sent -> DoorMachine.pulseSent(turn, sent);
      case Input.PulseFailed failed -> DoorMachine.pulseFailed(turn, failed);
      case Input.PulseRefused refused -> DoorMachine.pulseRefused(turn, refused);
      case Input.HeaterAnswered answered -> WarmthMachine.answered(turn, answered);
      case Input.JournalFailed failed -> {
        turn.raise(0, Fault.JOURNAL);
        turn.clear(0, Fault.JOURNAL);
      }
    }
    for (Compartment compartment : turn.compartments()) {
      if (compartment.plan().heated()) {
        WarmthMachine.decide(turn, compartment);
      }
    }
    Outbox.watch(turn);
    return turn.done();
  }

  /** The uptime at which a {@link Input.Tick} is due; {@link Long#MAX_VALUE} = never. */
  public long nextDeadlineUptimeMillis(CabinetState state) {
    long next = state.codes().nextUptimeMillis();
    for (Compartment compartment : state.compartments()) {
      next = Math.min(next, DoorMachine.nextDue(compartment, state.desired().settings()));
      next = Math.min(next, TenancyMachine.nextDue(compartment));
      next = Math.min(next, WarmthMachine.nextDue(compartment));
    }
    return next;
  }

  private static void tick(Turn turn) {
    turn.codes(turn.codes().at(turn.uptime()));
    for (Compartment compartment : turn.compartments()) {
      DoorMachine.due(turn, compartment);
      TenancyMachine.due(turn, turn.at(compartment.number()));
    }
  }

  private static void desired(Turn turn, Desired desired) {
    Desired known = turn.desired();
    if (desired.version() < known.version()) {
      turn.effect(new Effect.Ignored(Effect.Reason.DESIRED_STALE));
      return;
    }
    if (desired.version() == known.version()) {
      turn.effect(
          new Effect.Ignored(
              desired.says(known)
                  ? Effect.Reason.DESIRED_REPEATED
                  : Effect.Reason.DESIRED_CONFLICT));
      return;
    }
    if (!desired.withinBounds()) {
      turn.effect(new Effect.Ignored(Effect.Reason.DESIRED_OUT_OF_BOUNDS));
      return;
    }
    turn.desired(desired);
    turn.tell(0, new Fact.DesiredApplied(desired.version()));
    for (int number : desired.doubted()) {
      if (turn.find(number) != null) {
        Restart.doubt(turn, number);
      }
    }
  }
}
