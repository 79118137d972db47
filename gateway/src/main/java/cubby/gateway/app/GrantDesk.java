package cubby.gateway.app;

import cubby.gateway.app.port.Grants.GrantRow;
import cubby.gateway.app.port.Tx;
import cubby.gateway.app.port.Vault;
import cubby.gateway.domain.deposit.Deposit;
import cubby.gateway.domain.deposit.GrantState;
import cubby.wire.CodeHash;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;

/** Makes and ends the rights to open compartments by code or link. */
final class GrantDesk {
  /** Rights at one cabinet at most, so that its desired state fits into one message. */
  static final int MAX_AT_CABINET = 400;

  /** With 400 codes of 100 million taken, two draws hardly ever fail. */
  private static final int MAX_DRAWS = 16;

  private final Ids ids;
  private final Vault vault;
  private final DesiredDesk desired;
  private final String publicUrl;

  GrantDesk(Ids ids, Vault vault, DesiredDesk desired, String publicUrl) {
    this.ids = ids;
    this.vault = vault;
    this.desired = desired;
    this.publicUrl = publicUrl;
  }

  boolean hasRoom(Tx tx, String cabinet) {
    return tx.grants().countAtCabinet(cabinet) < MAX_AT_CABINET;
  }

  GrantRow make(Tx tx, Deposit deposit, boolean primary, String phone, Instant now) {
    String code = freshCode(tx, deposit.cabinet());
    String token = ids.token();
    GrantRow grant =
        new GrantRow(
            ids.id(),
            deposit.id(),
            deposit.cabinet(),
            primary,
            GrantState.LIVE,
            vault.seal(code),
            codeIndex(deposit.cabinet(), code),
            Base64.getUrlEncoder().withoutPadding().encodeToString(ids.bytes(CodeHash.SALT_BYTES)),
            vault.seal(token),
            tokenIndex(token),
            vault.seal(phone),
            now,
            Optional.empty());
    tx.grants().add(grant);
    desired.changed(tx, deposit.cabinet());
    return grant;
  }

  Optional<GrantRow> byToken(Tx tx, String token) {
    return tx.grants().byToken(tokenIndex(token));
  }

  String code(GrantRow grant) {
    return vault.open(grant.sealedCode());
  }

  String link(GrantRow grant) {
    return publicUrl + "/p/" + vault.open(grant.sealedToken());
  }

  void revoke(Tx tx, GrantRow grant, Instant now) {
    tx.grants().setState(grant.id(), GrantState.REVOKED, now);
    desired.changed(tx, grant.cabinet());
  }

  /** Ends all live grants of a deposit; the one that was used opens until the grace ends. */
  void end(Tx tx, Deposit deposit, String usedGrantId, Instant now) {
    for (GrantRow grant : tx.grants().ofDeposit(deposit.id())) {
      if (grant.state() == GrantState.LIVE) {
        boolean used = grant.id().equals(usedGrantId);
        tx.grants().setState(grant.id(), used ? GrantState.GRACE : GrantState.ENDED, now);
      }
    }
    desired.changed(tx, deposit.cabinet());
  }

  void endGrace(Tx tx, Deposit deposit, Instant now) {
    for (GrantRow grant : tx.grants().ofDeposit(deposit.id())) {
      if (grant.state() == GrantState.GRACE) {
        tx.grants().setState(grant.id(), GrantState.SPENT, now);
        desired.changed(tx, deposit.cabinet());
      }
    }
  }

  private String freshCode(Tx tx, String cabinet) {
    for (int draw = 0; draw < MAX_DRAWS; draw++) {
      String code = ids.code();
      if (!tx.grants().codeInUse(cabinet, codeIndex(cabinet, code))) {
        return code;
      }
    }
    throw new IllegalStateException("the source of randomness repeats itself");
  }

  private String codeIndex(String cabinet, String code) {
    return vault.index("code:" + cabinet, code);
  }

  private String tokenIndex(String token) {
    return vault.index("token", token);
  }
}
