package cubby.agent.adapter.kiosk;

import com.sun.net.httpserver.HttpExchange;
import cubby.agent.adapter.kiosk.SimulatorPanel.Hand;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.core.JsonGenerator;

/** {@code /api/sim}: the hands of the person who stands at a simulated cabinet. */
final class SimulatorApi implements AutoCloseable {
  private static final int MAX_SUBSCRIBERS = 8;
  private static final Pattern DOOR =
      Pattern.compile("/api/sim/doors/([1-9][0-9]{0,2})/(pull|close|put|take|pry)");
  private static final Pattern FAULT =
      Pattern.compile("/api/sim/doors/([1-9][0-9]{0,2})/faults/([A-Z_]{1,40})");

  private final SimulatorPanel panel;
  private final LiveStream live;

  SimulatorApi(SimulatorPanel panel) {
    this.panel = panel;
    this.live = new LiveStream("sim", this::state, MAX_SUBSCRIBERS);
    panel.listen(live::changed);
  }

  /** Answers a request below {@code /api/sim}. */
  void handle(HttpExchange exchange, String path) throws IOException, KioskProblem {
    Matcher door = DOOR.matcher(path);
    Matcher fault = FAULT.matcher(path);
    if (path.equals("/api/sim")) {
      Router.allow(exchange, "GET");
      Reply.send(exchange, 200, Reply.JSON, state());
    } else if (path.equals("/api/sim/live")) {
      Router.allow(exchange, "GET");
      live.serve(exchange);
    } else if (path.equals("/api/sim/network")) {
      Router.allow(exchange, "POST");
      panel.network(flag(Json.read(exchange), "connected"));
      Reply.send(exchange, 200, Reply.JSON, state());
    } else if (door.matches()) {
      hand(exchange, number(door), door.group(2));
    } else if (fault.matches()) {
      fault(exchange, number(fault), fault.group(2));
    } else {
      throw KioskProblem.notFound();
    }
  }

  @Override
  public void close() {
    live.close();
  }

  private void hand(HttpExchange exchange, int number, String word)
      throws IOException, KioskProblem {
    Router.allow(exchange, "POST");
    // The body says nothing, yet has to be there: it is what keeps foreign pages out.
    Json.read(exchange);
    if (!panel.hand(number, Hand.valueOf(word.toUpperCase(Locale.ROOT)))) {
      throw new KioskProblem(409, "cannot-be-done", "A hand cannot do that to this door now");
    }
    Reply.send(exchange, 200, Reply.JSON, state());
  }

  private void fault(HttpExchange exchange, int number, String kind)
      throws IOException, KioskProblem {
    Router.allow(exchange, "POST");
    if (!panel.view().faultKinds().contains(kind)) {
      throw KioskProblem.notFound();
    }
    panel.fault(number, kind, flag(Json.read(exchange), "on"));
    Reply.send(exchange, 200, Reply.JSON, state());
  }

  private int number(Matcher matcher) throws KioskProblem {
    int number = Integer.parseInt(matcher.group(1));
    if (panel.view().doors().stream().noneMatch(door -> door.number() == number)) {
      throw KioskProblem.notFound();
    }
    return number;
  }

  private static boolean flag(Map<String, Object> body, String name) throws KioskProblem {
    if (body.size() == 1 && body.get(name) instanceof Boolean flag) {
      return flag;
    }
    throw KioskProblem.invalid("Only \"" + name + "\": true or false is understood");
  }

  private byte[] state() {
    SimulatorPanel.View view = panel.view();
    return Json.write(json -> {
      json.writeStartObject();
      json.writeArrayPropertyStart("doors");
      view.doors().forEach(door -> door(json, door));
      json.writeEndArray();
      json.writeArrayPropertyStart("faults");
      for (SimulatorPanel.Fault fault : view.faults()) {
        json.writeStartObject();
        json.writeNumberProperty("number", fault.number());
        json.writeStringProperty("kind", fault.kind());
        json.writeEndObject();
      }
      json.writeEndArray();
      json.writeArrayPropertyStart("faultKinds");
      view.faultKinds().forEach(json::writeString);
      json.writeEndArray();
      json.writeBooleanProperty("network", view.network());
      json.writeEndObject();
    });
  }

  private static void door(JsonGenerator json, SimulatorPanel.Door door) {
    json.writeStartObject();
    json.writeNumberProperty("number", door.number());
    json.writeBooleanProperty("latched", door.latched());
    json.writeBooleanProperty("open", door.open());
    json.writeBooleanProperty("occupied", door.occupied());
    if (door.litMillis() > 0) {
      json.writeNumberProperty("litMillis", door.litMillis());
    }
    String label = door.label();
    if (label != null) {
      json.writeStringProperty("label", label);
    }
    json.writeEndObject();
  }
}
