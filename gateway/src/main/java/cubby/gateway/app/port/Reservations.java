package cubby.gateway.app.port;

import cubby.gateway.domain.cabinet.Size;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Compartments that partners hold for a rider on the way. */
public interface Reservations {

  void add(ReservationRow row);

  Optional<ReservationRow> find(String id);

  Optional<ReservationRow> byExternalId(String partnerId, String externalId);

  /** The reservation that became this deposit. */
  Optional<ReservationRow> ofDeposit(String depositId);

  /** Numbers of the cabinet's compartments that are held. */
  Set<Integer> held(String cabinet);

  int countHeld(String partnerId);

  List<ReservationRow> expired(Instant now, int limit);

  /** Ends the hold. The deposit id is empty unless the state is USED. */
  void end(String id, State state, String depositId);

  /** The life of a reservation. */
  enum State {
    HELD,
    /** It became a deposit. */
    USED,
    EXPIRED
  }

  record ReservationRow(
      String id,
      String partnerId,
      String externalId,
      String cabinet,
      int compartment,
      Size size,
      boolean low,
      String sealedPhone,
      Instant createdAt,
      Instant expiresAt,
      State state,
      String depositId) {}
}
