package cubby.gateway.app.port;

import cubby.gateway.domain.deposit.Deposit;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Every deposit that ever began. */
public interface Deposits {

  /**
   * @param sealedPhone the recipient's phone, sealed by the vault
   */
  void add(Deposit deposit, String sealedPhone);

  Optional<Deposit> find(String id);

  void save(Deposit deposit);

  /** The recipient's sealed phone and when the first message to it went out. */
  Optional<Recipient> recipient(String id);

  void messageSent(String id, Instant at);

  /** Deposits that hold a compartment of the cabinet. */
  List<Deposit> live(String cabinet);

  /** Newest first. */
  List<Deposit> ofOwner(String owner, boolean onlyLive, int limit);

  int countLive(String owner);

  /** Stored ones with a reminder or the change to overdue due, oldest first. */
  List<Deposit> due(Instant now, int limit);

  /** Oldest first. */
  List<Deposit> overdue(int limit);

  record Recipient(String sealedPhone, Optional<Instant> messageSentAt) {}
}
