package cubby.world.sim;

import com.google.protobuf.InvalidProtocolBufferException;
import cubby.agent.app.Cabinet;
import cubby.agent.app.port.Journal;
import cubby.agent.app.port.JournalException;
import cubby.gateway.app.port.CabinetLink;
import cubby.hardware.HardwareException;
import cubby.hardware.LockBank;
import cubby.hardware.SensorSample;
import cubby.wire.CommittedSeal;
import cubby.wire.Topic;
import cubby.wire.v1.Action;
import cubby.wire.v1.DesiredState;
import cubby.wire.v1.Event;
import cubby.wire.v1.EventsCommitted;
import cubby.wire.v1.Grant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Bugs to plant, each a small lie between two real parts. */
final class Bugs {
  private Bugs() {}

  static final Parts LYING_JOURNAL =
      new Parts() {
        @Override
        public Journal journal(Journal honest) {
          return new LateJournal(honest);
        }
      };

  static final Parts RESULTS_LOST =
      new Parts() {
        @Override
        public Journal journal(Journal honest) {
          return new ForgetfulJournal(honest);
        }
      };

  static final Parts NEIGHBOURS_COIL =
      new Parts() {
        @Override
        public LockBank locks(LockBank honest) {
          return new CrossedLocks(honest);
        }
      };

  static final Parts NOTHING_FORGOTTEN =
      new Parts() {
        @Override
        public Cabinet cabinet(Cabinet honest) {
          return new OtherCabinet(honest) {
            private final Map<String, Grant> ever = new LinkedHashMap<>();

            @Override
            public boolean desiredArrived(DesiredState desired) {
              desired.getGrantsList().forEach(grant -> ever.put(grant.getId(), grant));
              return super.desiredArrived(
                  desired.toBuilder().clearGrants().addAllGrants(ever.values()).build());
            }
          };
        }
      };

  static final Parts ORDERS_DONE_AGAIN =
      new Parts() {
        @Override
        public Cabinet cabinet(Cabinet honest) {
          return new OtherCabinet(honest) {
            private @Nullable Action last;

            @Override
            public boolean actionArrived(Action action) {
              Action old = last;
              last = action;
              boolean taken = super.actionArrived(action);
              return old == null
                  ? taken
                  : super.actionArrived(
                      old.toBuilder()
                          .setId(old.getId() + "-again")
                          .setDeadlineUptimeMillis(Long.MAX_VALUE)
                          .build());
            }
          };
        }
      };

  static final Parts DESIRED_IGNORED =
      new Parts() {
        @Override
        public Cabinet cabinet(Cabinet honest) {
          return new OtherCabinet(honest) {
            @Override
            public boolean desiredArrived(DesiredState desired) {
              return desired.getVersion() > 3 || super.desiredArrived(desired);
            }
          };
        }
      };

  static final Parts STATES_DIFFER =
      new Parts() {
        @Override
        public Cabinet cabinet(Cabinet honest) {
          return new OtherCabinet(honest) {
            @Override
            public List<Event> eventsAfter(long sequence, int limit) {
              return super.eventsAfter(sequence, limit).stream().map(Bugs::quarantined).toList();
            }
          };
        }
      };

  static final Parts CONFIRMED_TOO_EARLY =
      new Parts() {
        @Override
        public CabinetLink link(CabinetLink honest) {
          return new HastyLink(honest);
        }
      };

  private static Event quarantined(Event event) {
    return event.hasCompartmentFreed()
        ? event.toBuilder().setAfter(event.getAfter().toBuilder().setQuarantined(true)).build()
        : event;
  }

  private static byte[] further(byte[] cabinetKey, byte[] payload) {
    try {
      EventsCommitted honest = EventsCommitted.parseFrom(payload);
      return CommittedSeal.seal(
              cabinetKey, honest.getCabinet(), honest.getEpoch(), honest.getThrough() + 1)
          .toByteArray();
    } catch (InvalidProtocolBufferException e) {
      throw new AssertionError("not a confirmation", e);
    }
  }

  /** Confirms one event too many. */
  private record HastyLink(CabinetLink honest) implements CabinetLink {
    @Override
    public Sent send(String cabinet, Topic topic, byte[] payload) {
      return honest.send(
          cabinet,
          topic,
          topic == Topic.COMMITTED
              ? further(((SimGateway) honest).cabinetKey(cabinet), payload)
              : payload);
    }

    @Override
    public void disconnect(String cabinet) {
      honest.disconnect(cabinet);
    }
  }

  /** Says "durable" one commit too early. */
  private static final class LateJournal implements Journal {
    private final Journal honest;
    private @Nullable Batch inMemory;

    LateJournal(Journal honest) {
      this.honest = honest;
    }

    @Override
    public Contents load() throws JournalException {
      return honest.load();
    }

    @Override
    public void commit(Batch batch) throws JournalException {
      Batch before = inMemory;
      inMemory = batch;
      if (before != null) {
        honest.commit(before);
      }
    }

    @Override
    public void close() {
      honest.close();
    }
  }

  /** Finds no results of actions when it is opened. */
  private record ForgetfulJournal(Journal honest) implements Journal {
    @Override
    public Contents load() throws JournalException {
      Contents all = honest.load();
      return new Contents(
          all.epoch(), all.events(), all.compartments(), List.of(), all.desired(), all.counters());
    }

    @Override
    public void commit(Batch batch) throws JournalException {
      honest.commit(batch);
    }

    @Override
    public void close() {
      honest.close();
    }
  }

  /** Pulses the next door's coil. */
  private record CrossedLocks(LockBank honest) implements LockBank {
    @Override
    public List<Integer> compartments() {
      return honest.compartments();
    }

    @Override
    public void pulse(int compartment, int pulseMillis) throws HardwareException {
      honest.pulse(compartment % honest.compartments().size() + 1, pulseMillis);
    }

    @Override
    public SensorSample sample(int compartment) throws HardwareException {
      return honest.sample(compartment);
    }

    @Override
    public void listen(Listener listener) {
      honest.listen(listener);
    }
  }
}
