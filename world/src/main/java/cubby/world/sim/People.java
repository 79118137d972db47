package cubby.world.sim;

import cubby.gateway.app.GatewayCore;
import cubby.gateway.app.port.Messenger;
import cubby.gateway.app.port.StoreException;
import cubby.hardware.sim.SimulatedCabinet;
import cubby.hardware.sim.SimulatedState.DoorState;
import cubby.hardware.sim.VirtualTimeline;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the people of a world share: their clock, their luck, the cabinets and their phones. */
final class People {
  private static final Pattern TEXT = Pattern.compile("Code (\\d{8}) or \\S+/p/(\\S+)");

  final VirtualTimeline timeline;
  final Chance chance;
  final Weathers weather;
  final History history;
  final SimGateway gateway;
  private final List<SimCabinet> cabinets;
  private final Set<String> tokens = new HashSet<>();
  private final List<String> codes = new ArrayList<>();

  People(
      VirtualTimeline timeline,
      Chance chance,
      Weathers weather,
      History history,
      SimGateway gateway,
      List<SimCabinet> cabinets) {
    this.timeline = timeline;
    this.chance = chance;
    this.weather = weather;
    this.history = history;
    this.gateway = gateway;
    this.cabinets = cabinets;
    gateway.listen(this::read);
  }

  /** A text came: whoever gets a code for the first time will come for the item. */
  private void read(Messenger.Message message) {
    boolean right =
        message.kind() == Messenger.Kind.DEPOSIT_READY
            || message.kind() == Messenger.Kind.DELEGATED;
    Matcher text = TEXT.matcher(message.text());
    if (right && text.find() && tokens.add(text.group(2))) {
      codes.add(text.group(1));
      new Recipient(this, text.group(1), text.group(2)).start();
    }
  }

  /** Every code that was ever texted. */
  List<String> codes() {
    return codes;
  }

  List<SimCabinet> cabinets() {
    return cabinets;
  }

  SimCabinet cabinet(String id) {
    return cabinets.stream().filter(c -> c.id().equals(id)).findFirst().orElseThrow();
  }

  /** How long the person takes, in milliseconds. */
  long pause(long low, long high) {
    return chance.between(low, high);
  }

  void later(long millis, Runnable deed) {
    timeline.after(millis, deed);
  }

  /** Asks the gateway, if it is up; an answer that never comes is never heard. */
  <T> void ask(
      java.util.function.Function<GatewayCore, CompletionStage<T>> question, Consumer<T> hear) {
    GatewayCore core = gateway.core();
    if (core == null) {
      return;
    }
    var unused =
        question
            .apply(core)
            .thenAccept(hear)
            .exceptionally(failure -> {
              Throwable cause =
                  failure instanceof CompletionException ? failure.getCause() : failure;
              if (cause instanceof StoreException) {
                // "Try again": so they do.
                history.step("person", "hears that the gateway cannot write now");
              } else {
                history.violation(4, "the gateway answers with a failure: " + failure);
              }
              return null;
            });
  }

  DoorState door(SimCabinet cabinet, int number) {
    return cabinet.plant().door(number);
  }

  /** Shuts a door after a while, as well as it can be shut. */
  void closeLater(SimCabinet cabinet, int number) {
    long pause = chance.hits(weather.now().clumsy()) ? pause(12_000, 60_000) : pause(1_000, 6_000);
    later(pause, () -> close(cabinet.plant(), cabinet.id(), number));
  }

  private void close(SimulatedCabinet plant, String id, int number) {
    if (plant.close(number)) {
      history.step("person", "closes " + id + "/" + number);
    }
  }
}
