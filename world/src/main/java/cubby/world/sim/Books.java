package cubby.world.sim;

import cubby.gateway.app.port.Actions.ActionRow;
import cubby.gateway.app.port.Cabinets.CabinetRow;
import cubby.gateway.app.port.Grants.GrantRow;
import cubby.gateway.domain.cabinet.Compartment;
import cubby.gateway.domain.deposit.Deposit;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What the gateway's disk holds for good, as those see it who judge, and in a fixed order. */
interface Books {
  Optional<ActionRow> action(String id);

  Optional<CabinetRow> cabinet(String id);

  Optional<Compartment> compartment(String cabinet, int number);

  Optional<Deposit> deposit(String id);

  Optional<GrantRow> grant(String id);

  /**
   * @param index as the vault gives it for the token of a link
   */
  Optional<GrantRow> grantByToken(String index);

  /** By id. */
  List<ActionRow> pendingActions();

  /** By id. */
  List<Deposit> liveDeposits();

  /** Those that cabinets must know, by id. */
  List<GrantRow> grantsAtCabinets();

  /** What partners are to be told, by id. */
  List<Told> told();

  long waitingTexts();

  /**
   * @param state of its way to the partner: empty where it has none, WAITING, DELIVERED or DEAD
   */
  record Told(String id, String type, String deposit, String state, Instant nextAt) {}
}
