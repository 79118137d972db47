package cubby.world.sim;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import cubby.agent.app.Cabinet;
import cubby.agent.app.port.Journal;
import cubby.agent.app.port.JournalException;
import cubby.gateway.app.port.CabinetLink;
import cubby.hardware.Timeline;
import cubby.wire.Topic;
import cubby.wire.v1.Action;
import cubby.wire.v1.DepositCollected;
import cubby.wire.v1.DepositStored;
import cubby.wire.v1.DesiredState;
import cubby.wire.v1.Event;
import cubby.wire.v1.Purpose;
import cubby.wire.v1.Signed;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Bugs to plant against each of the referee's single checks. */
final class StrayBugs {
  private StrayBugs() {}

  /** More calls at once than a queue holds, every half minute. */
  static final Weather FLOODS =
      new Weather(
          true,
          0,
          0,
          20,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          true,
          new Extremes(
              false,
              0,
              0,
              0,
              0,
              0,
              false,
              0,
              0,
              0,
              0,
              0,
              0,
              0,
              0,
              0,
              0,
              30_000,
              Extremes.Skew.NONE));

  // At the gateway's end of the link

  static final Parts UNWRITTEN_ORDER =
      sending((topic, payload) ->
          topic == Topic.ACTIONS
              ? signed(payload, inner -> Action.parseFrom(inner).toBuilder().setId("x").build())
              : payload);

  static final Parts TWO_DOCUMENTS_OF_ONE_VERSION =
      sending((topic, payload) ->
          topic == Topic.DESIRED
              ? signed(
                  payload, inner -> DesiredState.parseFrom(inner).toBuilder().setVersion(2).build())
              : payload);

  /** Says what only cabinets say. */
  static final Parts GATEWAY_AS_A_CABINET =
      new Parts() {
        @Override
        public CabinetLink link(CabinetLink honest) {
          return new Sending(honest, (_, payload) -> payload, Topic.TELEMETRY);
        }
      };

  // In the journal

  static final Parts EVENT_SKIPPED = writing(event -> event.hasDoorClosed() ? null : event);

  static final Parts COLLECTED_AGAIN =
      writing(event ->
          event.hasCompartmentFreed()
              ? event.toBuilder().setDepositCollected(DepositCollected.getDefaultInstance()).build()
              : event);

  static final Parts STORED_AFTER_ITS_END =
      writing(event ->
          event.hasCompartmentFreed()
              ? event.toBuilder().setDepositStored(DepositStored.getDefaultInstance()).build()
              : event);

  static final Parts RIGHT_OF_NOBODY =
      writing(event ->
          event.hasDoorUnlocking() ? event.toBuilder().setRightId("nobody's").build() : event);

  /** A second pulse counts as a first one. */
  static final Parts RETRY_WITHOUT_END =
      writing(event ->
          event.hasDoorUnlocking()
              ? event.toBuilder()
                  .setDoorUnlocking(event.getDoorUnlocking().toBuilder().setAttempt(1))
                  .build()
              : event);

  // At the cabinet's end of the link

  static final Parts ORDER_FOR_THE_DOOR_BESIDE =
      ordered((honest, action) -> honest.actionArrived(beside(action)));

  static final Parts ABORTS_SWALLOWED =
      ordered((honest, action) -> action.hasAbort() || honest.actionArrived(action));

  /** Does every order, and each of them minutes later. */
  static final Parts ORDERS_DONE_MUCH_LATER =
      new Parts() {
        @Override
        public Cabinet cabinet(Cabinet honest) {
          return new OtherCabinet(honest) {
            private final Deque<Action> kept = new ArrayDeque<>();
            private final Deque<Long> since = new ArrayDeque<>();

            @Override
            public boolean actionArrived(Action action) {
              kept.add(action.toBuilder().setDeadlineUptimeMillis(Long.MAX_VALUE).build());
              since.add(snapshot().uptimeMillis());
              return true;
            }

            @Override
            public List<Event> eventsAfter(long sequence, int limit) {
              while (!kept.isEmpty() && snapshot().uptimeMillis() - since.getFirst() > 150_000) {
                since.removeFirst();
                boolean unused = super.actionArrived(kept.removeFirst());
              }
              return super.eventsAfter(sequence, limit);
            }
          };
        }
      };

  static final Parts VERSION_OF_NOBODY =
      desired(honest -> honest.toBuilder().setVersion(honest.getVersion() + 1).build());

  static final Parts GRACE_WITHOUT_END =
      desired(honest ->
          honest.toBuilder()
              .setSettings(honest.getSettings().toBuilder().setGraceMillis(600_000))
              .build());

  /** Whoever comes after somebody with a code needs none. */
  static final Parts CODE_REMEMBERED =
      new Parts() {
        @Override
        public Cabinet cabinetAtScreen(Cabinet honest) {
          return new OtherCabinet(honest) {
            private @Nullable String good;

            @Override
            public CompletionStage<KeypadAnswer> codeTyped(String code) {
              String typed = good == null ? code : good;
              return super.codeTyped(typed)
                  .thenApply(answer -> {
                    good = answer.answer() == Answer.REFUSED ? good : typed;
                    return answer;
                  });
            }
          };
        }
      };

  // Below

  /** The guard of the coils lives a hundred times as fast. */
  static final Parts HASTY_GUARD =
      new Parts() {
        @Override
        public Timeline guardClock(Timeline honest) {
          return new Timeline() {
            @Override
            public long uptimeMillis() {
              return honest.uptimeMillis() * 100;
            }

            @Override
            public void after(long delayMillis, Runnable task) {
              honest.after(delayMillis, task);
            }
          };
        }
      };

  static final Parts QUEUE_WITHOUT_END =
      new Parts() {
        @Override
        public int queueCapacity() {
          return Integer.MAX_VALUE;
        }
      };

  static final Parts FULL_QUEUE_SAYS_NOTHING =
      new Parts() {
        @Override
        public Cabinet cabinetAtScreen(Cabinet honest) {
          return new OtherCabinet(honest) {
            @Override
            public CompletionStage<KeypadAnswer> codeTyped(String code) {
              CompletionStage<KeypadAnswer> answer = super.codeTyped(code);
              return answer.toCompletableFuture().isDone() ? new CompletableFuture<>() : answer;
            }
          };
        }
      };

  private static Action beside(Action action) {
    if (!action.hasOpen() || action.getOpen().getPurpose() != Purpose.PURPOSE_DEPOSIT) {
      return action;
    }
    int door = action.getOpen().getCompartment() % 6 + 1;
    return action.toBuilder().setOpen(action.getOpen().toBuilder().setCompartment(door)).build();
  }

  private interface Ordered {
    boolean take(Cabinet honest, Action action);
  }

  private static Parts ordered(Ordered how) {
    return new Parts() {
      @Override
      public Cabinet cabinet(Cabinet honest) {
        return new OtherCabinet(honest) {
          @Override
          public boolean actionArrived(Action action) {
            return how.take(honest, action);
          }
        };
      }
    };
  }

  private static Parts desired(UnaryOperator<DesiredState> changed) {
    return new Parts() {
      @Override
      public Cabinet cabinet(Cabinet honest) {
        return new OtherCabinet(honest) {
          @Override
          public boolean desiredArrived(DesiredState desired) {
            return super.desiredArrived(changed.apply(desired));
          }
        };
      }
    };
  }

  private interface Change {
    byte[] of(Topic topic, byte[] payload);
  }

  private static Parts sending(Change change) {
    return new Parts() {
      @Override
      public CabinetLink link(CabinetLink honest) {
        return new Sending(honest, change, null);
      }
    };
  }

  private record Sending(CabinetLink honest, Change change, @Nullable Topic instead)
      implements CabinetLink {
    @Override
    public Sent send(String cabinet, Topic topic, byte[] payload) {
      return honest.send(cabinet, instead == null ? topic : instead, change.of(topic, payload));
    }

    @Override
    public void disconnect(String cabinet) {
      honest.disconnect(cabinet);
    }
  }

  private interface Inner {
    Message of(ByteString inner) throws InvalidProtocolBufferException;
  }

  private static byte[] signed(byte[] payload, Inner changed) {
    try {
      Signed signed = Signed.parseFrom(payload);
      return signed.toBuilder()
          .setPayload(changed.of(signed.getPayload()).toByteString())
          .build()
          .toByteArray();
    } catch (InvalidProtocolBufferException e) {
      throw new AssertionError("the gateway sends what is no message", e);
    }
  }

  private interface Written {
    @Nullable Event of(Event event);
  }

  private static Parts writing(Written changed) {
    return new Parts() {
      @Override
      public Journal journal(Journal honest) {
        return new Writing(honest, changed);
      }
    };
  }

  /** Writes other events than it was given. */
  private record Writing(Journal honest, Written changed) implements Journal {
    @Override
    public Contents load() throws JournalException {
      return honest.load();
    }

    @Override
    public void commit(Batch batch) throws JournalException {
      List<StoredEvent> events = new ArrayList<>();
      for (StoredEvent stored : batch.events()) {
        Event other = changed.of(read(stored));
        if (other != null) {
          events.add(new StoredEvent(stored.sequence(), other.toByteArray()));
        }
      }
      honest.commit(
          new Batch(
              batch.epoch(),
              events,
              batch.committedThrough(),
              batch.compartments(),
              batch.results(),
              batch.forgottenResults(),
              batch.desired(),
              batch.counters()));
    }

    private static Event read(StoredEvent stored) {
      try {
        return Event.parseFrom(stored.bytes());
      } catch (InvalidProtocolBufferException e) {
        throw new AssertionError("the agent writes what is no event", e);
      }
    }

    @Override
    public void close() {
      honest.close();
    }
  }
}
