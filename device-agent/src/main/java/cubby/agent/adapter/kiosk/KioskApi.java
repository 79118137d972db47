package cubby.agent.adapter.kiosk;

import com.sun.net.httpserver.HttpExchange;
import cubby.agent.app.Cabinet;
import cubby.hardware.Timeline;
import java.io.IOException;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;

/** {@code /api/kiosk}: what the screen shows and the two things that it can ask for. */
final class KioskApi implements AutoCloseable {
  /** The screen itself, a technician's laptop, and room for dead ones. */
  private static final int MAX_SUBSCRIBERS = 8;

  private static final Pattern CODE = Pattern.compile("[0-9]{8}");

  private final Cabinet cabinet;
  private final Timeline timeline;
  private final BooleanSupplier connected;
  private final KioskJson json;
  private final Keypad keypad;
  private final LiveStream live;
  private final byte[] qr;

  KioskApi(KioskIdentity identity, Cabinet cabinet, Timeline timeline, BooleanSupplier connected) {
    this.cabinet = cabinet;
    this.timeline = timeline;
    this.connected = connected;
    this.json = new KioskJson(identity);
    this.live = new LiveStream("kiosk", this::state, MAX_SUBSCRIBERS);
    this.keypad = new Keypad(cabinet, timeline, live::changed);
    this.qr = QrSvg.of(identity.riderPage());
    cabinet.listen(live::changed);
  }

  /** Answers a request below {@code /api/kiosk}. */
  void handle(HttpExchange exchange, String path) throws IOException, KioskProblem {
    switch (path) {
      case "/api/kiosk" -> {
        Router.allow(exchange, "GET");
        Reply.send(exchange, 200, Reply.JSON, state());
      }
      case "/api/kiosk/live" -> {
        Router.allow(exchange, "GET");
        live.serve(exchange);
      }
      case "/api/kiosk/qr.svg" -> {
        Router.allow(exchange, "GET");
        Reply.send(exchange, 200, "image/svg+xml", qr);
      }
      case "/api/kiosk/code" -> {
        Router.allow(exchange, "POST");
        answer(exchange, keypad.type(code(Json.read(exchange))));
      }
      case "/api/kiosk/forgot" -> {
        Router.allow(exchange, "POST");
        if (!Json.read(exchange).isEmpty()) {
          throw KioskProblem.invalid("Nothing is to be said here");
        }
        answer(exchange, keypad.forgot());
      }
      default -> throw KioskProblem.notFound();
    }
  }

  @Override
  public void close() {
    live.close();
  }

  private byte[] state() {
    Cabinet.Snapshot snapshot = cabinet.snapshot();
    long now = timeline.uptimeMillis();
    return json.state(snapshot, keypad.look(snapshot, now), connected.getAsBoolean(), now);
  }

  private void answer(HttpExchange exchange, KeypadState state) throws IOException {
    byte[] body = KioskJson.answer(state, timeline.uptimeMillis());
    Reply.send(exchange, 200, Reply.JSON, body);
  }

  private static String code(Map<String, Object> body) throws KioskProblem {
    if (body.size() == 1
        && body.get("code") instanceof String code
        && CODE.matcher(code).matches()) {
      return code;
    }
    throw KioskProblem.invalid("A code has eight digits");
  }
}
