package cubby.agent.app;

import com.google.protobuf.ByteString;
import cubby.agent.app.port.Journal;
import cubby.agent.app.port.JournalException;
import cubby.agent.domain.Input;
import cubby.hardware.CabinetHardware;
import cubby.hardware.CabinetProfile;
import cubby.hardware.CabinetProfile.Kind;
import cubby.hardware.CoilLimits;
import cubby.hardware.SensorSample.Door;
import cubby.hardware.SensorSample.Occupancy;
import cubby.hardware.Timeline;
import cubby.wire.CodeHash;
import cubby.wire.v1.Action;
import cubby.wire.v1.ActionFinished;
import cubby.wire.v1.DesiredState;
import cubby.wire.v1.Event;
import cubby.wire.v1.Grant;
import cubby.wire.v1.OpenCompartment;
import cubby.wire.v1.Purpose;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** A core on a bench: one thread, a virtual clock, fake locks, any journal. */
final class Bench implements Timeline {
  static final byte[] KEY = "a cabinet's key, for tests only!".getBytes(StandardCharsets.US_ASCII);
  static final String CODE = "48291376";
  static final int DOORS = 4;

  final FakeLocks locks = new FakeLocks(this, DOORS);
  private final Journal journal;
  CabinetCore core;
  private long uptime = 1_000;
  private long sequence;

  Bench(Journal journal) throws JournalException {
    this.journal = journal;
    this.core = start();
  }

  private CabinetCore start() throws JournalException {
    CabinetCore started = new CabinetCore(KEY, hardware(locks), journal, this, () -> 0, () -> 1);
    started.boot();
    return started;
  }

  /** The process dies and starts again on the same journal and the same doors. */
  void restart() throws JournalException {
    core = start();
  }

  static CabinetHardware hardware(FakeLocks locks) {
    List<CabinetProfile.Compartment> doors = new ArrayList<>();
    for (int number = 1; number <= DOORS; number++) {
      doors.add(
          new CabinetProfile.Compartment(
              number,
              Kind.PARCEL,
              CabinetProfile.Size.S,
              true,
              0,
              number * 100,
              400,
              100,
              "a",
              CoilLimits.DEFAULT,
              false,
              true));
    }
    CabinetProfile profile = new CabinetProfile("bench", Kind.PARCEL, 400, 500, doors);
    return new CabinetHardware(profile, locks, null, null);
  }

  @Override
  public long uptimeMillis() {
    return uptime;
  }

  @Override
  public void after(long delayMillis, Runnable task) {
    throw new AssertionError("the core sets no timers");
  }

  void pass(long millis) throws JournalException {
    long end = uptime + millis;
    while (uptime < end) {
      uptime = Math.clamp(core.nextDeadlineUptimeMillis(), uptime + 1, end);
      core.run(List.of());
    }
  }

  void in(Input input) throws JournalException {
    core.run(List.of(Arrival.of(input)));
  }

  Action open(int door, Purpose purpose, String deposit) {
    sequence++;
    return Action.newBuilder()
        .setId("a" + sequence)
        .setEpoch(core.snapshot().epoch())
        .setSequence(sequence)
        .setDeadlineUptimeMillis(uptime + 15_000)
        .setOpen(
            OpenCompartment.newBuilder()
                .setCompartment(door)
                .setPurpose(purpose)
                .setDepositId(deposit)
                .setRightId("rider"))
        .build();
  }

  void send(Action action) throws JournalException {
    in(new Input.ActionArrived(Downlinks.action(action)));
  }

  CompletableFuture<Cabinet.KeypadAnswer> type(String code) throws JournalException {
    Arrival arrival = new Arrival(new Input.CodeTyped(code), new CompletableFuture<>());
    core.run(List.of(arrival));
    return arrival.waiting();
  }

  void move(int door, Door to, Occupancy occupancy) throws JournalException {
    locks.set(door, to, occupancy);
    pass(1_100);
  }

  /** Deposit "d1" lies behind door 1 and {@link #CODE} opens it. */
  void stored() throws JournalException {
    in(new Input.DesiredArrived(Downlinks.desired(desired())));
    send(open(1, Purpose.PURPOSE_DEPOSIT, "d1"));
    move(1, Door.OPEN, Occupancy.EMPTY);
    move(1, Door.CLOSED, Occupancy.OCCUPIED);
    locks.pulses.clear();
  }

  static DesiredState desired() {
    byte[] salt = new byte[CodeHash.SALT_BYTES];
    return DesiredState.newBuilder()
        .setVersion(1)
        .addGrants(
            Grant.newBuilder()
                .setId("g1")
                .setDepositId("d1")
                .setCompartment(1)
                .setSalt(ByteString.copyFrom(salt))
                .setCodeHash(ByteString.copyFrom(CodeHash.of(KEY, salt, CODE))))
        .build();
  }

  List<Event> events() {
    return core.eventsAfter(0, Integer.MAX_VALUE);
  }

  List<ActionFinished> results(Action action) {
    return events().stream()
        .filter(Event::hasActionFinished)
        .map(Event::getActionFinished)
        .filter(finished -> finished.getActionId().equals(action.getId()))
        .toList();
  }
}
