package cubby.world.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.InvalidProtocolBufferException;
import cubby.gateway.app.Fleet;
import cubby.gateway.app.GatewayCore;
import cubby.gateway.app.port.CabinetLink;
import cubby.gateway.app.port.Cabinets.CabinetRow;
import cubby.gateway.app.port.Clock;
import cubby.gateway.app.port.Counts.Count;
import cubby.gateway.app.usecase.Actor;
import cubby.gateway.app.usecase.DepositUseCases.NewDeposit;
import cubby.gateway.domain.deposit.Deposit;
import cubby.gateway.domain.site.SiteSettings;
import cubby.hardware.sim.VirtualTimeline;
import cubby.wire.Topic;
import cubby.wire.v1.CompartmentDescription;
import cubby.wire.v1.CompartmentKind;
import cubby.wire.v1.CompartmentState;
import cubby.wire.v1.DoorPosition;
import cubby.wire.v1.DoorReminder;
import cubby.wire.v1.Event;
import cubby.wire.v1.EventBatch;
import cubby.wire.v1.EventsCommitted;
import cubby.wire.v1.Hello;
import cubby.wire.v1.Occupancy;
import cubby.wire.v1.Size;
import cubby.wire.v1.Tenancy;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/**
 * A gateway's core on the store in memory, with a deposit in each of two cabinets. One of them may
 * say what it likes; after each word the gateway is looked at.
 */
final class IntakeScene implements CabinetLink {
  static final String ODD = "odd";
  static final String OTHER = "other";
  static final int DOORS = 4;
  private static final Instant BEGINNING = Instant.parse("2026-11-23T08:00:00Z");

  /** Longer than any group of writes takes here. */
  private static final long SETTLED_MILLIS = 100;

  private final VirtualTimeline timeline = new VirtualTimeline(0);
  private final Weathers calm = new Weathers(Weather.CALM);
  private final History history = new History(timeline::uptimeMillis, 0);
  private final GatewayDisk disk = new GatewayDisk();
  private final MemoryStorage storage = new MemoryStorage(disk, calm, history);
  private final Map<Count, Integer> counts = new EnumMap<>(Count.class);
  private final Actor.Rider rider = new Actor.Rider("wang");
  final GatewayCore core;
  private long confirmed = -1;
  private CabinetRow before;
  private Map<String, Deposit> deposits = Map.of();
  private final String ofOthers;

  IntakeScene() {
    Chance chance = new Chance(1);
    Life life = new Life(timeline, () -> {}, _ -> false);
    core =
        new GatewayCore(
            new GatewayCore.Outside(
                storage.open(life, chance.branch()),
                time(),
                chance.branch(),
                new OpenVault(),
                _ -> new CompletableFuture<>(),
                this,
                Keys.mac().signer(),
                Runnable::run,
                what -> counts.merge(what, 1, Integer::sum),
                new Fleet(List.of(place(ODD), place(OTHER))),
                "https://cubby.example"));
    done(core.start());
    for (String cabinet : List.of(OTHER, ODD)) {
      done(core.enrolment().enrol(cabinet));
      core.inbox().connected(cabinet);
      done(core.inbox().received(cabinet, Topic.HELLO, hello(1, 0).build().toByteArray()));
      begin(cabinet);
    }
    before = row();
    ofOthers = ofOthers();
    look();
  }

  private static Fleet.Place place(String cabinet) {
    return new Fleet.Place(cabinet, cabinet, "PARCEL", "Riverside", SiteSettings.defaults());
  }

  private Clock time() {
    return new Clock() {
      @Override
      public Instant now() {
        return BEGINNING.plusMillis(timeline.uptimeMillis());
      }

      @Override
      public long monotonicMillis() {
        return timeline.uptimeMillis();
      }
    };
  }

  /** What a cabinet of four doors says at its start. */
  static Hello.Builder hello(long epoch, long last) {
    Hello.Builder hello =
        Hello.newBuilder()
            .setEpoch(epoch)
            .setUptimeMillis(5_000)
            .setAgentVersion("fuzz")
            .setLastEventSequence(last)
            .setFirstEventSequence(1)
            .setFirstEventOfEpoch(last + 1);
    for (int number = 1; number <= DOORS; number++) {
      hello.addCompartments(
          CompartmentDescription.newBuilder()
              .setNumber(number)
              .setKind(CompartmentKind.COMPARTMENT_KIND_PARCEL)
              .setSize(Size.SIZE_S)
              .setWidthMillimetres(400)
              .setHeightMillimetres(100));
      hello.addStates(free(number));
    }
    return hello;
  }

  private static CompartmentState free(int number) {
    return CompartmentState.newBuilder()
        .setNumber(number)
        .setTenancy(Tenancy.TENANCY_FREE)
        .setDoor(DoorPosition.DOOR_POSITION_CLOSED)
        .setOccupancy(Occupancy.OCCUPANCY_EMPTY)
        .build();
  }

  void begin(String cabinet) {
    done(core.deposits().begin(rider, new NewDeposit(cabinet, "S", false, "13900000000", true)));
  }

  void cancel(String deposit) {
    done(core.deposits().cancel(rider, deposit));
  }

  void takeBack(String deposit) {
    done(core.deposits().takeBack(rider, deposit));
  }

  CabinetRow row() {
    return storage.cabinet(ODD).orElseThrow();
  }

  /** Ids of deposits in the order of their ids: the odd one's and the other's. */
  List<String> deposits() {
    return List.copyOf(deposits.keySet());
  }

  /** Those of the odd cabinet. */
  List<String> ownDeposits() {
    return deposits.values().stream()
        .filter(deposit -> deposit.cabinet().equals(ODD))
        .map(Deposit::id)
        .toList();
  }

  List<String> actions() {
    return disk.actions.where(_ -> true).stream().map(a -> a.id()).toList();
  }

  long now() {
    return timeline.uptimeMillis();
  }

  void pass(long millis) {
    timeline.advance(millis);
    core.tick(time().now());
    timeline.advance(SETTLED_MILLIS);
    look();
  }

  void reconnect() {
    core.inbox().disconnected(ODD);
    core.inbox().connected(ODD);
  }

  /** The odd cabinet says something; the gateway answers in time and is as sane as before. */
  void says(Topic topic, byte[] payload) {
    done(core.inbox().received(ODD, topic, payload));
    look();
  }

  private <T> T done(CompletionStage<T> stage) {
    timeline.advance(SETTLED_MILLIS);
    assertTrue(stage.toCompletableFuture().isDone(), "it is stuck");
    return stage.toCompletableFuture().join();
  }

  /** Whatever was said: nothing goes backwards, nothing is lost, nobody else is concerned. */
  private void look() {
    CabinetRow now = row();
    int generations = now.stream().generation() - before.stream().generation();
    assertTrue(generations >= 0, "a stream went back to an older generation");
    assertTrue(
        generations > 0 || now.stream().through() >= before.stream().through(),
        () -> "the stream went back from " + before + " to " + now);
    assertTrue(now.stream().through() >= -1, () -> "no event has such a number: " + now);
    assertTrue(now.desiredVersion() >= before.desiredVersion(), "a version went back");
    assertTrue(now.actionSequence() >= before.actionSequence(), "the orders' numbers went back");
    for (Count none : List.of(Count.UPLINKS_LOST, Count.EVENTS_SET_ASIDE)) {
      assertFalse(counts.containsKey(none), () -> "something threw: " + counts);
    }
    before = now;
    Map<String, Deposit> found = new TreeMap<>();
    disk.deposits.all().forEach(deposit -> found.put(deposit.id(), deposit));
    deposits.values().forEach(old -> ended(old, storage.deposit(old.id()).orElseThrow()));
    deposits = found;
    assertEquals(ofOthers, ofOthers(), "another cabinet is concerned");
    views();
  }

  private static void ended(Deposit before, Deposit now) {
    assertTrue(
        before.state().isLive() || now.state() == before.state(),
        () -> "an ended deposit is " + now + ", and was " + before);
  }

  /** What people see of it can be shown. */
  private void views() {
    done(core.deposits().mine(rider, false));
    done(core.cabinets().publicView(ODD));
    done(core.cabinets().all());
  }

  private String ofOthers() {
    Function<Object, Boolean> others = row -> row.toString().contains(OTHER);
    return storage.cabinet(OTHER)
        + disk.compartments.where(others::apply).toString()
        + disk.deposits.where(others::apply)
        + disk.actions.where(others::apply);
  }

  /** An honest agent takes the odd one's place: it is heard to its last word. */
  void anHonestCabinetIsHeard() {
    reconnect();
    long epoch = row().epoch() == 7_777 ? 7_778 : 7_777;
    long last = 100;
    says(Topic.HELLO, hello(epoch, last).build().toByteArray());
    long from = confirmed < 0 || confirmed > last ? 1 : confirmed + 1;
    EventBatch.Builder rest = EventBatch.newBuilder();
    for (long sequence = from; sequence <= last + 1; sequence++) {
      rest.addEvents(
          Event.newBuilder()
              .setSequence(sequence)
              .setEpoch(epoch)
              .setCompartment(1)
              .setAfter(free(1))
              .setDoorReminder(DoorReminder.getDefaultInstance()));
    }
    says(Topic.EVENTS, rest.build().toByteArray());
    assertEquals(last + 1, row().stream().through(), "its events are not taken");
    assertEquals(last + 1, confirmed, "its events are not confirmed");
    long version = row().desiredVersion();
    core.inbox().received(ODD, Topic.EVENTS, applied(epoch, last + 2, version));
    pass(1_000);
    assertEquals(version, row().desiredApplied(), "its desired state is never right");
  }

  private static byte[] applied(long epoch, long sequence, long version) {
    var applied = cubby.wire.v1.DesiredApplied.newBuilder().setVersion(version);
    Event.Builder event =
        Event.newBuilder().setSequence(sequence).setEpoch(epoch).setDesiredApplied(applied);
    return EventBatch.newBuilder().addEvents(event).build().toByteArray();
  }

  @Override
  public Sent send(String cabinet, Topic topic, byte[] payload) {
    if (topic == Topic.COMMITTED && cabinet.equals(ODD)) {
      try {
        confirmed = EventsCommitted.parseFrom(payload).getThrough();
      } catch (InvalidProtocolBufferException e) {
        throw new AssertionError("no confirmation", e);
      }
      assertTrue(confirmed <= row().stream().through(), "confirmed and not stored");
    }
    return Sent.HANDED_OVER;
  }

  @Override
  public void disconnect(String cabinet) {
    core.inbox().disconnected(cabinet);
  }
}
