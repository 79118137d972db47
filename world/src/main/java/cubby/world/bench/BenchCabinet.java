package cubby.world.bench;

import com.google.protobuf.ByteString;
import cubby.agent.adapter.store.SqliteJournal;
import cubby.agent.app.Cabinet;
import cubby.agent.app.RunningCabinet;
import cubby.agent.app.port.JournalException;
import cubby.hardware.CabinetProfile;
import cubby.hardware.CabinetProfile.Compartment;
import cubby.hardware.CabinetProfile.Kind;
import cubby.hardware.CabinetProfile.Size;
import cubby.hardware.CoilLimits;
import cubby.hardware.SystemTimeline;
import cubby.hardware.sim.SimulatedCabinet;
import cubby.wire.CodeHash;
import cubby.wire.v1.Action;
import cubby.wire.v1.CompartmentState;
import cubby.wire.v1.DesiredState;
import cubby.wire.v1.Grant;
import cubby.wire.v1.OpenCompartment;
import cubby.wire.v1.Purpose;
import cubby.wire.v1.Tenancy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;

/**
 * A cabinet whose items are never taken out: a door that opens and is closed again leaves its right
 * unspent, so that the same codes open again and again. Everything above the coil guard and
 * everything below the keypad is the real thing; only the coils bear more than real ones.
 */
final class BenchCabinet implements AutoCloseable {
  static final int DOORS = 16;

  private static final String ID = "bench";
  private static final byte[] KEY = new byte[32];
  private static final int MOST_WAIT_MILLIS = 20_000;

  /** The quickest latch moves 15 ms after its coil. */
  private static final long WAVE_NANOS = TimeUnit.MILLISECONDS.toNanos(12);

  // A latch moves 40 ms after its coil at the latest; no rest, so that samples come quickly.
  private static final CoilLimits COIL = new CoilLimits(60, 0, 10_000, 60_000, 0);

  private final SystemTimeline timeline;
  private final SimulatedCabinet plant;
  private final RunningCabinet cabinet;
  private final BlockingQueue<Energised> energised = new LinkedBlockingQueue<>(1_000);

  /** A coil went on. */
  record Energised(int door, long nanos) {}

  private BenchCabinet(SystemTimeline timeline, SimulatedCabinet plant, RunningCabinet cabinet) {
    this.timeline = timeline;
    this.plant = plant;
    this.cabinet = cabinet;
  }

  /** A cabinet with an item and a code behind each door. */
  static BenchCabinet start(Path folder) throws JournalException, InterruptedException {
    SystemTimeline timeline =
        new SystemTimeline(failure -> {
          throw new IllegalStateException(failure);
        });
    SimulatedCabinet plant = new SimulatedCabinet(profile(), timeline, 1);
    RunningCabinet cabinet =
        RunningCabinet.start(
            ID,
            KEY,
            plant.hardware(),
            SqliteJournal.open(folder.resolve("bench-journal.db"), nanos -> {}),
            timeline,
            System::currentTimeMillis,
            () -> 1);
    BenchCabinet bench = new BenchCabinet(timeline, plant, cabinet);
    plant.listenToCoils(change -> {
      if (change.energised()) {
        boolean unused = bench.energised.offer(new Energised(change.door(), System.nanoTime()));
      }
    });
    bench.fill();
    return bench;
  }

  /**
   * From the typed code to the coil's current, the decision's commit included. Codes come in short
   * waves, each of which is over before the first latch of it moves: what a door reports is written
   * between the waves, not within.
   *
   * @param most ends earlier than that many samples where this much time is over
   */
  Latencies.Summary codeToCoil(int warmUp, int samples, Duration most) throws InterruptedException {
    Latencies latencies = new Latencies(samples);
    long end = System.nanoTime() + most.toNanos();
    int taken = -warmUp;
    while (taken < samples && (latencies.count() == 0 || System.nanoTime() < end)) {
      await("all doors closed over their items", this::areReady);
      cabinet.committed(cabinet.snapshot().lastSequence());
      energised.clear();
      long wave = System.nanoTime() + WAVE_NANOS;
      for (int door = 1; door <= DOORS && System.nanoTime() < wave && taken < samples; door++) {
        long nanos = codeToCoil(door);
        if (taken++ >= 0) {
          latencies.add(nanos);
        }
      }
    }
    return latencies.summary();
  }

  private long codeToCoil(int door) throws InterruptedException {
    long before = cabinet.snapshot().lastSequence();
    long start = System.nanoTime();
    var unused = cabinet.codeTyped(code(door));
    Energised coil = energised.poll(MOST_WAIT_MILLIS, TimeUnit.MILLISECONDS);
    if (coil == null || coil.door() != door) {
      throw new IllegalStateException("door " + door + " did not open: " + coil);
    }
    // The coil is on before the decision can be seen.
    await("decision", () -> cabinet.snapshot().lastSequence() > before);
    return coil.nanos() - start;
  }

  @Override
  public void close() {
    cabinet.close();
    timeline.close();
  }

  private void fill() throws InterruptedException {
    DesiredState.Builder desired = DesiredState.newBuilder().setCabinet(ID).setVersion(1);
    for (int door = 1; door <= DOORS; door++) {
      int number = door;
      byte[] salt = new byte[CodeHash.SALT_BYTES];
      desired.addGrants(
          Grant.newBuilder()
              .setId("right-" + door)
              .setDepositId("deposit-" + door)
              .setCompartment(door)
              .setSalt(ByteString.copyFrom(salt))
              .setCodeHash(ByteString.copyFrom(CodeHash.of(KEY, salt, code(door)))));
      boolean unused = cabinet.actionArrived(deposit(door));
      await("door " + door + " open", () -> isOpen(number));
      plant.put(door, "item");
      await("door " + door + " closed over its item", () -> isReady(number));
    }
    boolean unused = cabinet.desiredArrived(desired.build());
    await("the codes", () -> cabinet.snapshot().desiredVersion() == 1);
  }

  private Action deposit(int door) {
    return Action.newBuilder()
        .setId("action-" + door)
        .setCabinet(ID)
        .setEpoch(cabinet.snapshot().epoch())
        .setSequence(door)
        .setDeadlineUptimeMillis(cabinet.snapshot().uptimeMillis() + MOST_WAIT_MILLIS)
        .setOpen(
            OpenCompartment.newBuilder()
                .setCompartment(door)
                .setPurpose(Purpose.PURPOSE_DEPOSIT)
                .setDepositId("deposit-" + door)
                .setRightId("right-" + door))
        .build();
  }

  private boolean isReady(int door) {
    return isReady(cabinet, plant, door);
  }

  private boolean areReady() {
    return IntStream.rangeClosed(1, DOORS).allMatch(this::isReady);
  }

  private boolean isOpen(int door) {
    return isOpen(cabinet, door);
  }

  private void await(String what, BooleanSupplier reached) throws InterruptedException {
    await(cabinet, plant, what, reached);
  }

  private static boolean isOpen(Cabinet cabinet, int door) {
    return "OPEN".equals(cabinet.snapshot().doors().get(door));
  }

  /** Shut and stored; a door that the cabinet has seen open is shut on the way. */
  static boolean isReady(Cabinet cabinet, SimulatedCabinet plant, int door) {
    if (isOpen(cabinet, door)) {
      plant.close(door);
      return false;
    }
    CompartmentState state = cabinet.snapshot().states().get(door - 1);
    return state.getTenancy() == Tenancy.TENANCY_STORED
        && "CLOSED".equals(cabinet.snapshot().doors().get(door));
  }

  /** Polls, and meanwhile shuts every door that was seen open over its item. */
  static void await(Cabinet cabinet, SimulatedCabinet plant, String what, BooleanSupplier reached)
      throws InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(MOST_WAIT_MILLIS);
    while (!reached.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        throw new IllegalStateException("no " + what + ": " + cabinet.snapshot());
      }
      plant.state().doors().stream()
          .filter(door -> door.occupied() && isOpen(cabinet, door.number()))
          .forEach(door -> plant.close(door.number()));
      Thread.sleep(1);
    }
  }

  private static String code(int door) {
    return String.format(Locale.ROOT, "%08d", 48_291_300 + door);
  }

  /** Sixteen doors of one size, each on a supply of its own. */
  static CabinetProfile profile() {
    List<Compartment> doors =
        IntStream.rangeClosed(1, DOORS)
            .mapToObj(number ->
                new Compartment(
                    number,
                    Kind.PARCEL,
                    Size.M,
                    true,
                    0,
                    100 * (number - 1),
                    400,
                    100,
                    "supply-" + number,
                    COIL,
                    false,
                    true))
            .toList();
    return new CabinetProfile("bench-16", Kind.PARCEL, 400, 100 * DOORS, doors);
  }
}
