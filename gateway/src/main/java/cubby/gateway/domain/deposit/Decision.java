package cubby.gateway.domain.deposit;

import java.util.List;

/** What a deposit makes of an input. */
public sealed interface Decision {

  /** The deposit from now on, and what follows. */
  record Accepted(Deposit next, List<DepositEffect> effects) implements Decision {
    public Accepted {
      effects = List.copyOf(effects);
    }
  }

  /** In this state it cannot be done. Only what people ask is refused, facts never are. */
  record Refused() implements Decision {}
}
