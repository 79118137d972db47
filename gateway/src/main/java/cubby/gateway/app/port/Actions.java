package cubby.gateway.app.port;

import cubby.gateway.domain.action.ActionState;
import cubby.gateway.domain.action.Order;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What was ordered from cabinets, and what became of it. */
public interface Actions {

  void add(ActionRow action);

  Optional<ActionRow> find(String id);

  /** In the order of their sequence. */
  List<ActionRow> pending(String cabinet);

  /** Those that are pending at least since then, by cabinet in the order of their sequence. */
  List<ActionRow> pendingSince(Instant then, int limit);

  /** The newest pending one of a deposit. */
  Optional<ActionRow> pendingOf(String depositId);

  /** Those of a cabinet that a manager gave a reason for, newest first. */
  List<ActionRow> explained(String cabinet, int limit);

  void finish(String id, ActionState state, String detail, Instant at);

  /**
   * @param sequence strictly increasing per cabinet
   * @param deadlineUptimeMillis on the clock of the cabinet's epoch
   * @param by label of the actor
   * @param detail reason or fault of the result; empty while pending
   */
  record ActionRow(
      String id,
      String cabinet,
      long sequence,
      long epoch,
      long deadlineUptimeMillis,
      Order order,
      String by,
      ActionState state,
      String detail,
      Instant createdAt) {}
}
