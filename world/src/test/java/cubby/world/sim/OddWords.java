package cubby.world.sim;

import com.google.protobuf.Descriptors.EnumDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import cubby.wire.v1.CompartmentState;
import cubby.wire.v1.Event;
import cubby.wire.v1.EventBatch;
import cubby.wire.v1.Hello;
import cubby.wire.v1.Telemetry;
import java.util.Arrays;
import java.util.List;

/**
 * Turns any bytes into well-formed messages of a cabinet: names that exist, numbers at the edges,
 * fields that do not go together. Where the bytes end, all that is left is 0.
 */
final class OddWords {
  private static final int MOST_EVENTS = 6;

  private final byte[] script;
  private final IntakeScene scene;
  private int at;

  OddWords(byte[] script, IntakeScene scene) {
    this.script = script;
    this.scene = scene;
  }

  boolean hasMore() {
    return at < script.length;
  }

  int next() {
    return hasMore() ? script[at++] & 0xff : 0;
  }

  byte[] rest() {
    byte[] rest = Arrays.copyOfRange(script, Math.min(at, script.length), script.length);
    at = script.length;
    return rest;
  }

  /** Small ones, those of now, and both ends of what 64 bits hold. */
  long number() {
    int which = next();
    return switch (which) {
      case 255 -> Long.MAX_VALUE;
      case 254 -> Long.MIN_VALUE;
      case 253 -> -1;
      case 252 -> Long.MAX_VALUE - 1;
      case 251 -> scene.row().stream().through();
      case 250 -> scene.row().stream().through() + 1;
      case 249 -> scene.row().epoch();
      case 248 -> scene.row().epoch() + 1;
      case 247 -> scene.row().desiredVersion();
      case 246 -> scene.row().actionSequence();
      case 245 -> scene.now();
      case 244 -> 1L << 53;
      case 243 -> Integer.MAX_VALUE;
      default -> which;
    };
  }

  private String name(FieldDescriptor field) {
    List<String> known =
        switch (field.getName()) {
          case "action_id" -> scene.actions();
          case "deposit_id", "right_id" -> scene.deposits();
          default -> List.of("", "x", "\0", "JOURNAL_LOST", "\ud83d\udeaa");
        };
    int which = next();
    return which < known.size() ? known.get(which) : "x".repeat(which);
  }

  Hello hello() {
    int how = next();
    Hello.Builder hello = IntakeScene.hello(number(), number());
    hello.setUptimeMillis(number()).setFirstEventSequence(number());
    hello.setFirstEventOfEpoch(number()).setDesiredVersion(number()).setActionSequence(number());
    if ((how & 1) != 0) {
      hello.setCommittedThrough(number());
      hello.addEarlierEpochsBuilder().setEpoch(number()).setFirstEvent(number());
    }
    for (int change = how >> 4; change > 0; change--) {
      CompartmentState.Builder state =
          hello.getStatesBuilder(Math.floorMod(next(), IntakeScene.DOORS));
      int number = state.getNumber();
      fill(state);
      if ((how & 2) == 0) {
        state.setNumber(number);
      }
    }
    if ((how & 4) != 0) {
      fill(hello.getCompartmentsBuilder(Math.floorMod(next(), IntakeScene.DOORS)));
    }
    return hello.build();
  }

  EventBatch events() {
    int how = next();
    long sequence = number();
    EventBatch.Builder batch = EventBatch.newBuilder();
    for (int more = 1 + Math.floorMod(how, MOST_EVENTS); more > 0; more--) {
      Event.Builder event = Event.newBuilder().setSequence(sequence++).setEpoch(number());
      event.setUptimeMillis(number()).setUtcMillis(number());
      event.setCompartment(Math.floorMod(next(), IntakeScene.DOORS + 2));
      event.setDepositId(name(Event.getDescriptor().findFieldByName("deposit_id")));
      event.setRightId(name(Event.getDescriptor().findFieldByName("right_id")));
      fact(event);
      if ((how & 128) == 0) {
        fill(event.getAfterBuilder());
      }
      batch.addEvents(event);
    }
    return batch.build();
  }

  private void fact(Event.Builder event) {
    List<FieldDescriptor> facts = Event.getDescriptor().getOneofs().getFirst().getFields();
    int which = next();
    if (which < facts.size()) {
      Message.Builder fact = event.newBuilderForField(facts.get(which));
      fill(fact);
      event.setField(facts.get(which), fact.build());
    }
  }

  Telemetry telemetry() {
    Telemetry.Builder telemetry = Telemetry.newBuilder();
    telemetry.setEpoch(number()).setUptimeMillis(number()).setOutboxLength(number());
    for (int more = next() * 3; more > 0; more--) {
      fill(telemetry.addReadingsBuilder());
    }
    return telemetry.build();
  }

  /** Every plain field gets something. */
  private void fill(Message.Builder message) {
    for (FieldDescriptor field : message.getDescriptorForType().getFields()) {
      if (!field.isRepeated()) {
        switch (field.getJavaType()) {
          case INT -> message.setField(field, (int) number());
          case LONG -> message.setField(field, number());
          case BOOLEAN -> message.setField(field, next() % 2 == 1);
          case STRING -> message.setField(field, name(field));
          case ENUM -> message.setField(field, word(field.getEnumType()));
          case FLOAT, DOUBLE, BYTE_STRING, MESSAGE -> {
            // There is none in what a cabinet says.
          }
        }
      }
    }
  }

  private Object word(EnumDescriptor words) {
    // Also words of a newer agent.
    return words.findValueByNumberCreatingIfUnknown(next());
  }
}
