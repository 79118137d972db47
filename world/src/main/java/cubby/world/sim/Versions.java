package cubby.world.sim;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.UnknownFieldSet;
import cubby.wire.Signer;
import cubby.wire.Topic;
import cubby.wire.v1.Action;
import cubby.wire.v1.DesiredState;
import cubby.wire.v1.Event;
import cubby.wire.v1.EventBatch;
import cubby.wire.v1.FaultRaised;
import cubby.wire.v1.Hello;
import cubby.wire.v1.Signed;

/**
 * The wire between two ends of different age. An older end never sees what is new to it: the fields
 * of {@link Base} are all that it has. A newer end says words that nobody here knows.
 */
final class Versions {
  /** Last field of each message that the first released version had. */
  private enum Base {
    HELLO(10),
    DESIRED(4);

    private final int lastField;

    Base(int lastField) {
      this.lastField = lastField;
    }
  }

  private static final int NEW_FIELD = 1_999;
  private static final int NEW_FACT = 97;
  private static final int NEW_FAULT = 4_242;

  private final Weathers weather;
  private final Signer signer;
  private final History history;

  Versions(Weathers weather, Signer signer, History history) {
    this.weather = weather;
    this.signer = signer;
    this.history = history;
  }

  /** A cabinet's words as they reach the gateway. */
  byte[] up(String cabinet, Topic topic, byte[] payload) {
    try {
      return switch (weather.now().extremes().skew()) {
        case OLDER_AGENT, OLDER_GATEWAY -> topic == Topic.HELLO ? stripped(payload) : payload;
        case NEWER_AGENT -> newer(cabinet, topic, payload);
        case NONE, NEWER_GATEWAY -> payload;
      };
    } catch (InvalidProtocolBufferException e) {
      throw new AssertionError("a cabinet sends what is no message", e);
    }
  }

  /** What the gateway says as it reaches a cabinet. */
  byte[] down(String cabinet, Topic topic, byte[] payload) {
    if (weather.now().extremes().skew() != Extremes.Skew.NEWER_GATEWAY) {
      return payload;
    }
    try {
      return switch (topic) {
        case ACTIONS -> {
          history.fault("newer gateway", cabinet, topic.name());
          Action action = Action.parseFrom(Signed.parseFrom(payload).getPayload());
          yield signer.sign(action.toBuilder().setUnknownFields(extra()).build()).toByteArray();
        }
        case DESIRED -> {
          DesiredState state = DesiredState.parseFrom(Signed.parseFrom(payload).getPayload());
          yield signer.sign(state.toBuilder().setUnknownFields(extra()).build()).toByteArray();
        }
        case COMMITTED, HELLO, EVENTS, TELEMETRY, GONE -> payload;
      };
    } catch (InvalidProtocolBufferException e) {
      throw new AssertionError("the gateway sends what is no message", e);
    }
  }

  /** A document as an older agent reads it: what is new to it does not exist. */
  DesiredState desired(DesiredState state) {
    if (weather.now().extremes().skew() != Extremes.Skew.OLDER_AGENT) {
      return state;
    }
    DesiredState.Builder known = state.toBuilder();
    state
        .getAllFields()
        .keySet()
        .forEach(field -> {
          if (field.getNumber() > Base.DESIRED.lastField) {
            known.clearField(field);
          }
        });
    return known.build();
  }

  private byte[] stripped(byte[] payload) throws InvalidProtocolBufferException {
    Hello hello = Hello.parseFrom(payload);
    Hello.Builder known = hello.toBuilder();
    hello
        .getAllFields()
        .keySet()
        .forEach(field -> {
          if (field.getNumber() > Base.HELLO.lastField) {
            known.clearField(field);
          }
        });
    return known.build().toByteArray();
  }

  private byte[] newer(String cabinet, Topic topic, byte[] payload)
      throws InvalidProtocolBufferException {
    return switch (topic) {
      case HELLO ->
          Hello.parseFrom(payload).toBuilder().setUnknownFields(extra()).build().toByteArray();
      case EVENTS -> {
        EventBatch.Builder batch = EventBatch.parseFrom(payload).toBuilder();
        for (int i = 0; i < batch.getEventsCount(); i++) {
          batch.setEvents(i, newer(cabinet, batch.getEvents(i)));
        }
        yield batch.build().toByteArray();
      }
      case TELEMETRY, GONE, ACTIONS, DESIRED, COMMITTED -> payload;
    };
  }

  /** A fact without meaning for others becomes one that the gateway never heard of. */
  private Event newer(String cabinet, Event event) {
    Event.Builder newer = event.toBuilder();
    switch (event.getFactCase()) {
      case DOOR_REMINDER -> {
        history.fault("newer agent", cabinet, "fact");
        newer.clearDoorReminder();
        newer.setUnknownFields(
            UnknownFieldSet.newBuilder()
                .addField(
                    NEW_FACT,
                    UnknownFieldSet.Field.newBuilder().addLengthDelimited(ByteString.EMPTY).build())
                .build());
      }
      case FAULT_RAISED -> {
        history.fault("newer agent", cabinet, "fault");
        newer.setFaultRaised(FaultRaised.newBuilder().setFaultValue(NEW_FAULT));
      }
      default -> newer.setUnknownFields(extra());
    }
    return newer.build();
  }

  private static UnknownFieldSet extra() {
    return UnknownFieldSet.newBuilder()
        .addField(NEW_FIELD, UnknownFieldSet.Field.newBuilder().addVarint(7).build())
        .build();
  }
}
