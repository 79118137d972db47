package cubby.world.kill;

import cubby.agent.app.Cabinet.Snapshot;
import cubby.agent.boot.AgentProcess;
import cubby.gateway.app.port.Messenger;
import cubby.hardware.sim.SimulatedCabinet;
import cubby.wire.v1.Tenancy;
import cubby.world.e2e.Await;
import cubby.world.e2e.Client;
import cubby.world.kill.CabinetLife.Answer;
import cubby.world.kill.GatewayFiles.Delivered;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Riders with a browser, recipients with a link, and hands at the doors. A request that breaks off
 * is nobody's fault here: whoever sent it looks again later.
 */
final class Town {
  private static final int RIDERS = 4;
  private static final long PATIENCE_NANOS = 600_000_000;
  private static final int MOST_REFUSED_CODES = 3;
  private static final Pattern LINK = Pattern.compile("/p/([A-Za-z0-9_-]{20,})");
  private static final Pattern CODE = Pattern.compile("(?<!\\d)(\\d{4,8})(?!\\d)");

  private final GatewayFiles files;
  private final AgentProcess agent;
  private final SimulatedCabinet plant;
  private final SplittableRandom random;
  private final List<Client> riders = new ArrayList<>();
  private final Client anyone;
  private final Map<String, Long> askedNanos = new HashMap<>();
  private final List<String> acknowledged = new ArrayList<>();
  private final List<Answer> answers = new CopyOnWriteArrayList<>();

  Town(
      GatewayFiles files,
      String origin,
      AgentProcess agent,
      SimulatedCabinet plant,
      SplittableRandom random) {
    this.files = files;
    this.agent = agent;
    this.plant = plant;
    this.random = random;
    this.anyone = new Client(origin, "/api/v1");
    for (int rider = 1; rider <= RIDERS; rider++) {
      riders.add(new Client(origin, "/api/v1"));
    }
  }

  /** Everybody signs in, in peace. */
  void signIn() {
    for (int i = 0; i < RIDERS; i++) {
      String phone = "1380000000" + i;
      Client rider = riders.get(i);
      rider.post("/sign-in/codes", Map.of("phone", phone)).expect(202);
      String code =
          Await.until(
              "a sign-in code for " + phone,
              () -> newest(Messenger.Kind.SIGN_IN_CODE, phone),
              text -> !text.isEmpty());
      rider
          .post("/sign-in/sessions", Map.of("phone", phone, "code", found(CODE, code)))
          .expect(201);
    }
  }

  private String newest(Messenger.Kind kind, String phone) {
    return texts(kind).stream()
        .filter(text -> text.phone().endsWith(phone))
        .map(Delivered::text)
        .reduce("", (first, second) -> second);
  }

  private List<Delivered> texts(Messenger.Kind kind) {
    try {
      return files.delivered().stream().filter(text -> text.kind() == kind).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String found(Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text);
    if (!matcher.find()) {
      throw new AssertionError("no " + pattern + " in the text");
    }
    return matcher.group(1);
  }

  /** Deposits that somebody was told of with 201. */
  List<String> acknowledged() {
    return List.copyOf(acknowledged);
  }

  /** What was said at the screen. */
  List<Answer> answers() {
    return List.copyOf(answers);
  }

  /**
   * Somebody asks for a door to be opened.
   *
   * @return false where nobody wanted to, or the gateway did not take it
   */
  boolean step(boolean newDeposits) {
    atTheDoors();
    try {
      return (random.nextBoolean() && collect()) || (newDeposits && deposit()) || collect();
    } catch (UncheckedIOException e) {
      // Killed in the middle: what became of it is for the books to say.
      return true;
    }
  }

  /** Everybody who finds an open door puts in or takes out, and closes it. */
  void atTheDoors() {
    Snapshot now = agent.cabinet().snapshot();
    now.doors()
        .forEach((door, position) -> {
          if (position.equals("OPEN")) {
            boolean putIn = now.states().get(door - 1).getTenancy() == Tenancy.TENANCY_DEPOSITING;
            boolean unused = putIn ? plant.put(door, "item") : plant.take(door);
            unused = plant.close(door);
          }
        });
  }

  private boolean deposit() {
    Client rider = riders.get(random.nextInt(RIDERS));
    Client.Answer answer =
        rider.post(
            "/cabinets/" + CabinetFiles.CABINET + "/deposits",
            Map.of("size", "M", "low", false, "recipientPhone", "13900000000", "consent", true));
    if (answer.status() == 201) {
      acknowledged.add(answer.text("id"));
    }
    return answer.status() == 201;
  }

  private boolean collect() {
    for (Delivered text : texts(Messenger.Kind.DEPOSIT_READY)) {
      Long asked = askedNanos.get(text.id());
      if (asked == null || (asked >= 0 && System.nanoTime() - asked > PATIENCE_NANOS)) {
        askedNanos.put(text.id(), System.nanoTime());
        if (collect(text)) {
          return true;
        }
      }
    }
    return false;
  }

  private boolean collect(Delivered text) {
    String token = found(LINK, text.text());
    Client.Answer pickup = anyone.get("/pickups/" + token);
    String state = pickup.text("state");
    if (pickup.status() == 404 || state.equals("COLLECTED") || state.equals("GONE")) {
      askedNanos.put(text.id(), -1L);
      return false;
    }
    if (pickup.status() != 200 || !state.equals("WAITING")) {
      return false;
    }
    int door = pickup.body().path("compartment").asInt();
    boolean stored =
        agent.cabinet().snapshot().states().get(door - 1).getTenancy() == Tenancy.TENANCY_STORED;
    boolean trusted =
        answers.stream().filter(answer -> !answer.answer().equals("OPENING")).count()
            < MOST_REFUSED_CODES;
    if (stored && trusted && random.nextBoolean()) {
      type(pickup.text("code"));
      return true;
    }
    return anyone.post("/pickups/" + token + "/open", Map.of("standingInFront", true)).status()
        == 202;
  }

  private void type(String code) {
    var unused =
        agent
            .cabinet()
            .codeTyped(code)
            .thenAccept(answer ->
                answers.add(
                    new Answer(
                        code,
                        answer.answer().name(),
                        answer.compartment(),
                        agent.cabinet().snapshot().epoch())));
  }
}
