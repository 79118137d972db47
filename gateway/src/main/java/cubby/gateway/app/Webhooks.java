package cubby.gateway.app;

import cubby.gateway.app.port.Tx;
import cubby.gateway.domain.deposit.Deposit;
import cubby.gateway.domain.deposit.DepositEffect;
import cubby.gateway.domain.deposit.EndReason;
import java.time.Instant;

/** Writes down what partners are told of their deposits; others deliver it. */
final class Webhooks {
  static final String PARTNER = "partner:";

  private final Ids ids;

  Webhooks(Ids ids) {
    this.ids = ids;
  }

  /** Does nothing for a deposit that is no partner's. */
  void add(Tx tx, Deposit deposit, DepositEffect.Event event, Instant at) {
    String owner = deposit.what().owner();
    if (!owner.startsWith(PARTNER)) {
      return;
    }
    String externalId =
        tx.reservations().ofDeposit(deposit.id()).map(r -> r.externalId()).orElse("");
    String json =
        "{\"deposit\":\"%s\",\"externalId\":%s,\"cabinet\":\"%s\",\"compartment\":%d,\"state\":\"%s\"%s}"
            .formatted(
                deposit.id(),
                quoted(externalId),
                deposit.cabinet(),
                deposit.compartment(),
                deposit.state(),
                deposit.reason() == EndReason.NONE
                    ? ""
                    : ",\"reason\":\"" + deposit.reason() + "\"");
    tx.webhookEvents()
        .add(ids.id(), owner.substring(PARTNER.length()), event.type(), deposit.id(), json, at);
  }

  /** A JSON string: the only text here that somebody else chose. */
  static String quoted(String text) {
    StringBuilder json = new StringBuilder("\"");
    for (char c : text.toCharArray()) {
      if (c == '"' || c == '\\') {
        json.append('\\').append(c);
      } else if (c < ' ' || c == '\u2028' || c == '\u2029' || Character.isSurrogate(c)) {
        json.append("\\u%04x".formatted((int) c));
      } else {
        json.append(c);
      }
    }
    return json.append('"').toString();
  }
}
