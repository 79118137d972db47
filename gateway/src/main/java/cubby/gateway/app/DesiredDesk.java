package cubby.gateway.app;

import com.google.protobuf.ByteString;
import cubby.gateway.app.port.CabinetLink;
import cubby.gateway.app.port.Cabinets.CabinetRow;
import cubby.gateway.app.port.Counts;
import cubby.gateway.app.port.Counts.Count;
import cubby.gateway.app.port.Grants.GrantRow;
import cubby.gateway.app.port.Store;
import cubby.gateway.app.port.Tx;
import cubby.gateway.app.port.Vault;
import cubby.gateway.domain.cabinet.Compartment;
import cubby.gateway.domain.deposit.Deposit;
import cubby.gateway.domain.site.SiteSettings;
import cubby.wire.CodeHash;
import cubby.wire.Signer;
import cubby.wire.Topic;
import cubby.wire.v1.DesiredState;
import cubby.wire.v1.Grant;
import cubby.wire.v1.Settings;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps each cabinet's desired state: every change gets a new version, and the newest is sent until
 * the cabinet says that it has it. Several changes at once become one sending.
 */
final class DesiredDesk {
  private static final Logger log = LoggerFactory.getLogger(DesiredDesk.class);

  /** Room for the envelope around the document within the wire's limit. */
  private static final int ENVELOPE_BYTES = 256;

  private record Send(String cabinet) {}

  /** Whether a sending is under way, and whether something changed since it began. */
  private enum Sending {
    UNDER_WAY,
    AGAIN
  }

  private final Store<Tx> store;
  private final Fleet fleet;
  private final Presence presence;
  private final Vault vault;
  private final CabinetLink link;
  private final Signer signer;
  private final Counts counts;
  private final Map<String, Sending> sendings = new ConcurrentHashMap<>();

  DesiredDesk(
      Store<Tx> store,
      Fleet fleet,
      Presence presence,
      Vault vault,
      CabinetLink link,
      Signer signer,
      Counts counts) {
    this.store = store;
    this.fleet = fleet;
    this.presence = presence;
    this.vault = vault;
    this.link = link;
    this.signer = signer;
    this.counts = counts;
  }

  /** The cabinet's grants or settings change in this transaction. */
  void changed(Tx tx, String cabinet) {
    CabinetRow row = tx.cabinets().find(cabinet).orElseThrow();
    tx.cabinets().save(row.nextDesired(fingerprint(cabinet)));
    tx.afterCommit(new Send(cabinet), () -> send(cabinet));
  }

  /**
   * After a hello: a new version where the site's settings changed; sent where it differs.
   *
   * @param doubtful whether versions may have had other content before this gateway lost data
   */
  void greeted(Tx tx, CabinetRow row, boolean doubtful) {
    boolean outrun = row.desiredApplied() > row.desiredVersion();
    if (outrun || doubtful || !row.settings().equals(fingerprint(row.id()))) {
      changed(tx, row.id());
    } else if (!row.hasNewestDesired()) {
      tx.afterCommit(new Send(row.id()), () -> send(row.id()));
    }
  }

  /** Sends again what connected cabinets did not say to have. */
  void tick() {
    var unused =
        store
            .read(tx -> tx.cabinets().all())
            .thenAccept(rows ->
                rows.stream().filter(row -> !row.hasNewestDesired()).forEach(row -> send(row.id())))
            .whenComplete((_, failure) -> later(failure));
  }

  private void send(String cabinet) {
    if (!presence.isPresent(cabinet)) {
      return;
    }
    if (sendings.merge(cabinet, Sending.UNDER_WAY, (_, _) -> Sending.AGAIN) == Sending.UNDER_WAY) {
      var unused =
          store
              .read(tx -> document(tx, cabinet))
              .thenAccept(document -> document.ifPresent(d -> handOver(cabinet, d)))
              .whenComplete((_, failure) -> {
                later(failure);
                sent(cabinet);
              });
    }
  }

  private void sent(String cabinet) {
    if (sendings.remove(cabinet) == Sending.AGAIN) {
      send(cabinet);
    }
  }

  private static void later(@Nullable Throwable failure) {
    if (failure != null) {
      log.warn("a desired state was not sent; it is tried again", failure);
    }
  }

  private void handOver(String cabinet, DesiredState document) {
    if (document.getSerializedSize() > Topic.MAX_PAYLOAD_BYTES - ENVELOPE_BYTES) {
      counts.count(Count.DESIRED_TOO_LARGE);
      log.error("the desired state of {} is too large to send", cabinet);
      return;
    }
    CabinetLink.Sent sent = link.send(cabinet, Topic.DESIRED, signer.sign(document).toByteArray());
    counts.count(
        sent == CabinetLink.Sent.HANDED_OVER ? Count.DESIRED_SENT : Count.DESIRED_NOT_SENT);
  }

  /** The document as this snapshot has it: one version always has the same content. */
  private Optional<DesiredState> document(Tx tx, String cabinet) {
    return tx.cabinets()
        .find(cabinet)
        .map(row -> {
          byte[] key = Base64.getDecoder().decode(vault.open(row.sealedKey()));
          DesiredState.Builder document =
              DesiredState.newBuilder()
                  .setCabinet(cabinet)
                  .setVersion(row.desiredVersion())
                  .setSettings(settings(fleet.get(cabinet).settings()));
          for (GrantRow grant : tx.grants().atCabinet(cabinet)) {
            tx.deposits()
                .find(grant.depositId())
                .ifPresent(deposit -> document.addGrants(grant(grant, deposit, key)));
          }
          tx.compartments().of(cabinet).stream()
              .filter(Compartment::inDoubt)
              .forEach(compartment -> document.addDoubted(compartment.number()));
          return document.build();
        });
  }

  private Grant grant(GrantRow grant, Deposit deposit, byte[] key) {
    byte[] salt = Base64.getUrlDecoder().decode(grant.salt());
    return Grant.newBuilder()
        .setId(grant.id())
        .setDepositId(grant.depositId())
        .setCompartment(deposit.compartment())
        .setSalt(ByteString.copyFrom(salt))
        .setCodeHash(ByteString.copyFrom(CodeHash.of(key, salt, vault.open(grant.sealedCode()))))
        .build();
  }

  private static Settings settings(SiteSettings site) {
    return Settings.newBuilder()
        .setDoorReminderMillis(millis(site.doorReminder()))
        .setDoorAjarMillis(millis(site.doorAjar()))
        .setGraceMillis(millis(site.grace()))
        .setKeepWarmMilliCelsius(site.keepWarmMilliCelsius())
        .putAllNotices(site.notices())
        .build();
  }

  private static int millis(Duration duration) {
    return Math.toIntExact(duration.toMillis());
  }

  /** Equal for equal settings only; kept beside the version that was made with them. */
  private String fingerprint(String cabinet) {
    SiteSettings site = fleet.get(cabinet).settings();
    return vault.index(
        "settings",
        site.doorReminder()
            + "|"
            + site.doorAjar()
            + "|"
            + site.grace()
            + "|"
            + site.keepWarmMilliCelsius()
            + "|"
            + new TreeMap<>(site.notices()));
  }
}
