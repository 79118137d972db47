package cubby.gateway.app;

import cubby.gateway.adapter.store.SqliteRows;
import cubby.gateway.adapter.store.SqliteStore;
import cubby.gateway.adapter.vault.FileVault;
import cubby.gateway.adapter.vault.GatewayKeys;
import cubby.gateway.app.port.Clock;
import cubby.gateway.app.port.Counts.Count;
import cubby.gateway.app.port.Entropy;
import cubby.gateway.app.port.Messenger;
import cubby.gateway.app.usecase.Actor;
import cubby.gateway.app.usecase.DepositUseCases.NewDeposit;
import cubby.gateway.app.usecase.DepositView;
import cubby.gateway.app.usecase.Outcome;
import cubby.gateway.app.usecase.Refusal;
import cubby.gateway.domain.site.SiteSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** A gateway core on a real store in a folder, with one cabinet that the test plays. */
final class Desk implements AutoCloseable {
  static final String CABINET = "parcel-1";
  static final Actor.Rider RIDER = new Actor.Rider("wang");
  static final Actor.Manager MANAGER = new Actor.Manager("chief");
  static final Actor.Partner PARTNER = new Actor.Partner("fast-meals");
  private static final int PATIENCE_SECONDS = 10;

  private final Path file;
  final SqliteStore store;
  final GatewayCore core;
  final FakeCabinet cabinet;
  final List<Messenger.Message> messages = new CopyOnWriteArrayList<>();
  final Map<Count, Integer> counts = new ConcurrentHashMap<>();
  private volatile Instant now = Instant.parse("2026-11-23T08:00:00Z");
  volatile boolean messengerWorks = true;
  volatile boolean messengerThrows;

  /** While not null, no message sent is ever heard of; all of them wait for this. */
  volatile @Nullable CompletableFuture<Void> messengerHolds;

  volatile Duration wallClockStep = Duration.ZERO;

  Desk(Path folder) {
    file = folder.resolve("cubby.db");
    store = SqliteStore.open(file);
    GatewayKeys keys = GatewayKeys.open(folder.resolve("gateway.key"));
    cabinet = new FakeCabinet(CABINET, keys.publicKey());
    Clock clock =
        new Clock() {
          @Override
          public Instant now() {
            return now.plus(wallClockStep);
          }

          @Override
          public long monotonicMillis() {
            return now.toEpochMilli();
          }
        };
    core =
        new GatewayCore(
            new GatewayCore.Outside(
                store,
                clock,
                new SeededEntropy(folder.hashCode()),
                FileVault.open(folder.resolve("vault.key")),
                this::deliver,
                cabinet,
                keys.signer(),
                Runnable::run,
                what -> counts.merge(what, 1, Integer::sum),
                new Fleet(
                    List.of(
                        new Fleet.Place(
                            CABINET,
                            "North gate",
                            "PARCEL",
                            "Riverside",
                            SiteSettings.defaults()))),
                "https://cubby.example"));
    now(core.start());
    if (!core.enrolment().isEnrolled(CABINET)) {
      cabinet.key = now(core.enrolment().enrol(CABINET)).cabinetKey();
    }
    cabinet.inbox = core.inbox();
  }

  private CompletionStage<Void> deliver(Messenger.Message message) {
    if (messengerThrows) {
      throw new IllegalStateException("no sender at all");
    }
    if (!messengerWorks) {
      return CompletableFuture.failedFuture(new IllegalStateException("no signal"));
    }
    messages.add(message);
    CompletableFuture<Void> held = messengerHolds;
    return held == null ? CompletableFuture.allOf() : held;
  }

  Instant time() {
    return now;
  }

  /** Lets time pass, and the gateway notice. */
  void pass(Duration duration) {
    now = now.plus(duration);
    core.tick(now.plus(wallClockStep));
    settle();
  }

  /** Everything that was written before is committed and told of. */
  void settle() {
    now(store.write(tx -> tx.cabinets().all().size()));
    now(store.read(tx -> tx.cabinets().all().size()));
    now(store.write(tx -> tx.cabinets().all().size()));
  }

  DepositView begun(String size) {
    return done(begin(RIDER, size));
  }

  Outcome<DepositView> begin(Actor actor, String size) {
    return now(
        core.deposits().begin(actor, new NewDeposit(CABINET, size, false, "13900000000", true)));
  }

  DepositView view(String deposit) {
    return done(now(core.deposits().view(RIDER, deposit)));
  }

  /** A deposit all the way to the closed door; answers its id. */
  String stored(String size) {
    String id = begun(size).id();
    cabinet.opensForDeposit();
    cabinet.closesOver(id);
    settle();
    return id;
  }

  /** The token in the newest message of that kind, once all messages are marked as sent. */
  String tokenIn(Messenger.Kind kind) {
    until(() ->
        messages.stream().anyMatch(m -> m.kind() == kind)
            && counts.getOrDefault(Count.MESSAGES_SENT, 0) >= messages.size());
    String text =
        messages.stream().filter(m -> m.kind() == kind).toList().reversed().getFirst().text();
    return text.substring(text.indexOf("/p/") + 3);
  }

  /** From now on no message about the deposit can be written. */
  void ruinPhoneOf(String deposit) {
    SqliteRows.change(
        file, "UPDATE grants SET sealed_phone = 'ruined' WHERE deposit_id = '" + deposit + "'");
  }

  static void until(BooleanSupplier condition) {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("it did not happen within " + PATIENCE_SECONDS + " s");
      }
      Thread.onSpinWait();
    }
  }

  static <T> T now(CompletionStage<T> stage) {
    try {
      return stage.toCompletableFuture().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException | java.util.concurrent.ExecutionException | TimeoutException e) {
      throw new AssertionError("it should have been done", e);
    }
  }

  static <T> T done(Outcome<T> outcome) {
    return switch (outcome) {
      case Outcome.Done<T>(T value) -> value;
      case Outcome.Refused<T>(Refusal refusal) -> throw new AssertionError("refused: " + refusal);
    };
  }

  @Override
  public void close() {
    store.close();
  }

  /** Random in form, the same in every run. */
  private record SeededEntropy(Random random) implements Entropy {
    SeededEntropy(long seed) {
      this(new Random(seed));
    }

    @Override
    public byte[] bytes(int length) {
      byte[] bytes = new byte[length];
      random.nextBytes(bytes);
      return bytes;
    }

    @Override
    public int below(int bound) {
      return random.nextInt(bound);
    }
  }
}
