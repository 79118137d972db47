package cubby.gateway.app.port;

import cubby.gateway.domain.deposit.GrantState;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The rights to open compartments by code or link. */
public interface Grants {

  void add(GrantRow grant);

  Optional<GrantRow> find(String id);

  Optional<GrantRow> byToken(String tokenIndex);

  /** In the order of making; the primary one first. */
  List<GrantRow> ofDeposit(String depositId);

  /** Those that the cabinet must know, in the order of their ids. */
  List<GrantRow> atCabinet(String cabinet);

  int countAtCabinet(String cabinet);

  /** Whether a grant that the cabinet knows has this code. */
  boolean codeInUse(String cabinet, String codeIndex);

  void setState(String id, GrantState state, Instant at);

  /**
   * @param sealedCode 8 digits, sealed by the vault
   * @param codeIndex keyed hash of the code, to look it up
   * @param salt of the code's hash at the cabinet, base64url
   * @param sealedToken of the pickup link, sealed by the vault
   * @param tokenIndex keyed hash of the token, to look it up
   * @param sealedPhone whose it is, sealed by the vault
   */
  record GrantRow(
      String id,
      String depositId,
      String cabinet,
      boolean primary,
      GrantState state,
      String sealedCode,
      String codeIndex,
      String salt,
      String sealedToken,
      String tokenIndex,
      String sealedPhone,
      Instant createdAt,
      Optional<Instant> endedAt) {}
}
