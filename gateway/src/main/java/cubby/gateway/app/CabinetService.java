package cubby.gateway.app;

import com.google.protobuf.InvalidProtocolBufferException;
import cubby.gateway.app.port.CabinetInbox;
import cubby.gateway.app.port.CabinetLink;
import cubby.gateway.app.port.Cabinets.CabinetRow;
import cubby.gateway.app.port.Counts.Count;
import cubby.gateway.app.port.StoreException;
import cubby.gateway.app.port.Tx;
import cubby.gateway.domain.cabinet.EventStream.Admission;
import cubby.gateway.domain.deposit.DepositEffect.What;
import cubby.wire.CommittedSeal;
import cubby.wire.Topic;
import cubby.wire.v1.Event;
import cubby.wire.v1.EventBatch;
import cubby.wire.v1.EventsCommitted;
import cubby.wire.v1.Hello;
import cubby.wire.v1.Telemetry;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes in what cabinets say: their hellos, their events in order, their telemetry. */
final class CabinetService implements CabinetInbox {
  private static final Logger log = LoggerFactory.getLogger(CabinetService.class);

  private static final int MAX_EVENTS = 1_000;

  /** The last of these keys in a group of commits tells the cabinet how far we are. */
  private record Committed(String cabinet) {}

  private record SetAside(String cabinet, long sequence) {}

  private final Desks desks;
  private final CabinetLink link;
  private final EventApplier applier;
  private final Hellos hellos;
  private final Intake intake;

  CabinetService(Desks desks, CabinetLink link, EventApplier applier) {
    this.desks = desks;
    this.link = link;
    this.applier = applier;
    this.hellos = new Hellos(desks, applier);
    this.intake = new Intake(desks.store(), desks.counts());
  }

  @Override
  public void connected(String cabinet) {
    desks.presence().connected(cabinet);
  }

  @Override
  public void disconnected(String cabinet) {
    desks.presence().disconnected(cabinet);
    log.info("{} disconnected", cabinet);
  }

  @Override
  public CompletionStage<Void> received(String cabinet, Topic topic, byte[] payload) {
    desks.presence().seen(cabinet, desks.clock().now());
    try {
      return switch (topic) {
        case HELLO -> hello(cabinet, Hello.parseFrom(payload), payload.length);
        case EVENTS -> events(cabinet, EventBatch.parseFrom(payload), payload);
        case TELEMETRY -> telemetry(cabinet, Telemetry.parseFrom(payload));
        // The link itself reports the end of a connection; the will adds nothing to it.
        case GONE -> done();
        case ACTIONS, DESIRED, COMMITTED -> refused(Count.UPLINKS_UNKNOWN);
      };
    } catch (InvalidProtocolBufferException e) {
      log.warn("{} sent what is no {}", cabinet, topic);
      return refused(
          switch (topic) {
            case HELLO -> Count.HELLOS_REFUSED;
            case EVENTS -> Count.EVENTS_MALFORMED;
            case TELEMETRY, GONE, ACTIONS, DESIRED, COMMITTED -> Count.TELEMETRY_REFUSED;
          });
    }
  }

  private CompletionStage<Void> hello(String cabinet, Hello hello, int bytes) {
    if (!Hellos.isPossible(hello)) {
      return refused(Count.HELLOS_REFUSED);
    }
    Object connection = desks.presence().connection(cabinet);
    return intake.take(new Greeting(cabinet, hello, connection, desks.clock().now()), bytes);
  }

  private final class Greeting implements Intake.Uplink {
    private final String cabinet;
    private final Hello hello;
    private final @Nullable Object connection;
    private final Instant now;

    Greeting(String cabinet, Hello hello, @Nullable Object connection, Instant now) {
      this.cabinet = cabinet;
      this.hello = hello;
      this.connection = connection;
      this.now = now;
    }

    @Override
    public Count apply(Tx tx) {
      Optional<CabinetRow> row = tx.cabinets().find(cabinet);
      if (row.isEmpty()) {
        return Count.UPLINKS_UNKNOWN;
      }
      hellos.greet(tx, row.get(), hello, connection, now);
      tellCommitted(tx, cabinet);
      return Count.HELLOS;
    }

    @Override
    public Count keep(Tx tx, RuntimeException failure) {
      throw failure;
    }
  }

  private CompletionStage<Void> events(String cabinet, EventBatch batch, byte[] payload) {
    List<Event> events = batch.getEventsList();
    if (!isPossible(events)) {
      return refused(Count.EVENTS_MALFORMED);
    }
    desks.presence().heard(cabinet, events.getLast().getSequence());
    return intake.take(new Events(cabinet, events, payload, desks.clock().now()), payload.length);
  }

  private final class Events implements Intake.Uplink {
    private final String cabinet;
    private final List<Event> events;
    private final byte[] payload;
    private final Instant now;

    Events(String cabinet, List<Event> events, byte[] payload, Instant now) {
      this.cabinet = cabinet;
      this.events = events;
      this.payload = payload;
      this.now = now;
    }

    @Override
    public Count apply(Tx tx) {
      return take(tx, cabinet, events, payload, now, true);
    }

    /** The stream must go on: what cannot be applied is kept as it came, for a later repair. */
    @Override
    public Count keep(Tx tx, RuntimeException failure) {
      log.warn("a batch of {} failed: each of its events is applied on its own", cabinet, failure);
      return take(tx, cabinet, events, payload, now, false);
    }
  }

  /** Whether the batch is one run of numbers without gaps, within bounds. */
  private static boolean isPossible(List<Event> events) {
    if (events.isEmpty() || events.size() > MAX_EVENTS) {
      return false;
    }
    long expected = events.getFirst().getSequence();
    if (expected < 1 || expected > Hellos.MAX_NUMBER) {
      return false;
    }
    for (Event event : events) {
      if (event.getSequence() != expected++) {
        return false;
      }
    }
    return true;
  }

  private Count take(
      Tx tx, String cabinet, List<Event> events, byte[] payload, Instant now, boolean apply) {
    Optional<CabinetRow> found = tx.cabinets().find(cabinet);
    if (found.isEmpty()) {
      return Count.UPLINKS_UNKNOWN;
    }
    Count count = admit(tx, found.get(), events, payload, now, apply);
    tellCommitted(tx, cabinet);
    return count;
  }

  private Count admit(
      Tx tx, CabinetRow row, List<Event> events, byte[] payload, Instant now, boolean apply) {
    String cabinet = row.id();
    long first = events.getFirst().getSequence();
    if (events.getLast().getEpoch() > row.epoch()) {
      // A start of the agent whose hello is lost: whether its journal is whole is not known yet.
      return Count.EVENTS_GAP;
    }
    return switch (row.stream().admit(first, events.size())) {
      case Admission.Duplicate _ -> Count.EVENTS_DUPLICATE;
      case Admission.Gap _ -> Count.EVENTS_GAP;
      case Admission.Apply(int skip) -> {
        long last = events.getLast().getSequence();
        tx.eventLog().add(cabinet, row.stream().generation(), first + skip, last, now, payload);
        tx.cabinets().save(row.at(row.stream().advanced(last), now));
        List<Event> fresh = events.subList(skip, events.size());
        Count count =
            apply ? applyAll(tx, cabinet, fresh, now) : applyEach(tx, cabinet, fresh, now);
        hellos.reached(tx, cabinet, last, now);
        yield count;
      }
    };
  }

  private Count applyAll(Tx tx, String cabinet, List<Event> events, Instant now) {
    boolean sensible = true;
    for (Event event : events) {
      sensible &= applier.apply(tx, cabinet, event, now);
    }
    return sensible ? Count.EVENTS_APPLIED : Count.EVENTS_IMPOSSIBLE;
  }

  /** Slower: what throws is set aside and takes nothing else with it. */
  private Count applyEach(Tx tx, String cabinet, List<Event> events, Instant now) {
    for (Event event : events) {
      try {
        tx.nested(() -> applier.apply(tx, cabinet, event, now));
      } catch (StoreException e) {
        throw e;
      } catch (RuntimeException e) {
        setAside(tx, cabinet, event, e, now);
      }
    }
    return Count.EVENTS_NOT_APPLIED;
  }

  /** Its batch is in the event log as it came; its deposit's history tells that it is there. */
  private void setAside(Tx tx, String cabinet, Event event, RuntimeException why, Instant now) {
    log.error(
        "event {} of {}, {}, could not be applied and is set aside",
        event.getSequence(),
        cabinet,
        event.getFactCase(),
        why);
    tx.afterCommit(
        new SetAside(cabinet, event.getSequence()),
        () -> desks.counts().count(Count.EVENTS_SET_ASIDE));
    tx.deposits()
        .find(event.getDepositId())
        .filter(deposit -> deposit.cabinet().equals(cabinet))
        .ifPresent(deposit ->
            Notes.add(
                tx, deposit.id(), What.FACT_SET_ASIDE, event.getCompartment(), "gateway", now));
  }

  /** After the commit: everything up to here may be deleted at the cabinet. */
  private void tellCommitted(Tx tx, String cabinet) {
    tx.cabinets()
        .find(cabinet)
        .filter(row -> row.stream().synced())
        // Of a group of commits only the last of these runs: it covers all batches before it.
        .ifPresent(row -> tx.afterCommit(new Committed(cabinet), () -> sendCommitted(row)));
  }

  private void sendCommitted(CabinetRow row) {
    // Who was not greeted gets no answer, so that a lost hello is noticed and said again.
    if (desks.presence().isPresent(row.id())) {
      byte[] key = Base64.getDecoder().decode(desks.vault().open(row.sealedKey()));
      EventsCommitted committed =
          CommittedSeal.seal(key, row.id(), row.epoch(), row.stream().through());
      link.send(row.id(), Topic.COMMITTED, committed.toByteArray());
    }
  }

  private CompletionStage<Void> telemetry(String cabinet, Telemetry telemetry) {
    if (telemetry.getReadingsCount() > Hellos.MAX_COMPARTMENTS) {
      return refused(Count.TELEMETRY_REFUSED);
    }
    desks.thermometers().told(cabinet, telemetry, desks.clock().monotonicMillis());
    desks.counts().count(Count.TELEMETRY);
    return done();
  }

  private CompletionStage<Void> refused(Count count) {
    desks.counts().count(count);
    return done();
  }

  @SuppressWarnings("NullAway") // Void has no other value
  private static CompletionStage<Void> done() {
    return CompletableFuture.completedStage(null);
  }
}
