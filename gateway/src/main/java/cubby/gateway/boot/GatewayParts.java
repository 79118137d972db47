package cubby.gateway.boot;

import cubby.gateway.adapter.metrics.PrometheusMeters;
import cubby.gateway.adapter.store.SqliteStore;
import cubby.gateway.adapter.vault.FileVault;
import cubby.gateway.adapter.vault.GatewayKeys;
import cubby.gateway.adapter.webhook.HttpWebhookSender;
import cubby.gateway.app.Fleet;
import cubby.gateway.app.GatewayCore;
import cubby.gateway.app.Retention;
import cubby.gateway.app.account.Secrets;
import cubby.gateway.app.account.SignInService;
import cubby.gateway.app.port.CabinetLink;
import cubby.gateway.app.port.Clock;
import cubby.gateway.app.port.Entropy;
import cubby.gateway.app.port.Messenger;
import cubby.gateway.app.webhook.PartnerAccessService;
import cubby.gateway.app.webhook.WebhookCourier;
import cubby.gateway.boot.GatewaySettings.Site;
import cubby.wire.Signer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Everything of a gateway that does not listen: also what the command line's tools use. */
final class GatewayParts implements AutoCloseable {
  // As many as writes may wait: an action is signed for a write.
  private static final int MAX_SIGNING = 16_384;

  final PrometheusMeters meters = new PrometheusMeters();
  final CoreMeters counts = new CoreMeters(meters);
  final Clock clock;
  final SqliteStore store;
  final SignInService signIns;
  final PartnerAccessService partners;
  final WebhookCourier webhooks;
  final Retention retention;
  private final GatewaySettings settings;
  private final Entropy entropy;
  private final Messenger messenger;
  private final FileVault vault;
  private final GatewayKeys keys;
  private final HttpWebhookSender sender;
  private final ThreadPoolExecutor signing =
      new ThreadPoolExecutor(
          1,
          1,
          0,
          TimeUnit.SECONDS,
          new ArrayBlockingQueue<>(MAX_SIGNING),
          Thread.ofPlatform().name("signing").daemon().factory());

  GatewayParts(GatewaySettings settings, Clock clock, Entropy entropy, Messenger messenger)
      throws IOException {
    this.settings = settings;
    this.clock = clock;
    this.entropy = entropy;
    this.messenger = messenger;
    Path folder = settings.dataFolder();
    Files.createDirectories(
        folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    vault = FileVault.open(folder.resolve("vault.key"));
    keys = GatewayKeys.open(folder.resolve("signing.key"));
    store = SqliteStore.open(folder.resolve("gateway.db"));
    meters.gauge("cubby.store.waiting", "Writes that wait for the writer", store::waitingWrites);
    meters.gauge("cubby.store.commits", "Commits since the start", store::commits);
    Secrets secrets = new Secrets(entropy);
    sender = new HttpWebhookSender(settings.demo(), clock);
    signIns = new SignInService(store, vault, clock, secrets, messenger, meters);
    partners = new PartnerAccessService(store, vault, clock, secrets, sender);
    retention = new Retention(store, settings.kept());
    webhooks = new WebhookCourier(store, vault, clock, sender, meters);
    signing.execute(Signer::prepare);
  }

  /** The core; its enrolments are read. */
  GatewayCore core(CabinetLink link, String publicUrl) {
    GatewayCore core =
        new GatewayCore(
            new GatewayCore.Outside(
                store,
                clock,
                entropy,
                vault,
                messenger,
                link,
                keys.signer(),
                signing,
                counts,
                fleet(),
                publicUrl));
    core.start().toCompletableFuture().join();
    return core;
  }

  private Fleet fleet() {
    List<Fleet.Place> places =
        settings.cabinets().stream()
            .map(cabinet -> {
              Site site =
                  settings.sites().stream()
                      .filter(s -> s.id().equals(cabinet.site()))
                      .findFirst()
                      .orElseThrow();
              return new Fleet.Place(
                  cabinet.id(),
                  cabinet.name(),
                  cabinet.kind().name(),
                  site.name(),
                  site.settings());
            })
            .toList();
    return new Fleet(places);
  }

  /** Gives a cabinet new secrets; those that it had are void. */
  EnrolmentFiles enrol(GatewayCore core, String cabinet) {
    var enrolled = core.enrolment().enrol(cabinet).toCompletableFuture().join();
    return new EnrolmentFiles(
        enrolled.secret(),
        HexFormat.of().formatHex(enrolled.cabinetKey()),
        cubby.wire.GatewayKeys.format(Map.of(GatewayKeys.KEY_ID, keys.publicKey())));
  }

  @Override
  public void close() {
    sender.close();
    store.close();
    signing.shutdown();
    meters.close();
  }
}
