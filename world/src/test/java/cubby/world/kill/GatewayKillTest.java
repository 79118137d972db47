package cubby.world.kill;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cubby.agent.app.Cabinet.Snapshot;
import cubby.agent.boot.AgentProcess;
import cubby.gateway.app.port.Messenger;
import cubby.hardware.SystemTimeline;
import cubby.hardware.sim.SimulatedCabinet;
import cubby.wire.v1.CompartmentState;
import cubby.wire.v1.Event;
import cubby.wire.v1.Tenancy;
import cubby.world.e2e.Await;
import cubby.world.e2e.Client;
import cubby.world.kill.CabinetFiles.Energised;
import cubby.world.kill.GatewayBooks.Message;
import cubby.world.site.Ports;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The gateway's process is killed; cabinet, riders and recipients live on. */
class GatewayKillTest {
  private static final int ROUNDS = 10;
  private static final int MOST_STIMULI = 6;
  private static final int MOST_MILLIS_AFTER = 150;

  @TempDir private Path folder;
  private final int httpPort = Ports.free();
  private final int mqttPort = Ports.free();
  private final List<Energised> coils = new CopyOnWriteArrayList<>();
  private GatewayFiles files;
  private Life gateway;
  private SystemTimeline timeline;
  private SimulatedCabinet plant;
  private AgentProcess agent;

  @BeforeEach
  void begin() throws Exception {
    files = new GatewayFiles(folder);
    gateway =
        new Life(
            KilledGatewayMain.class,
            nth ->
                List.of(folder.toString(), Integer.toString(httpPort), Integer.toString(mqttPort)),
            line -> {});
    String unused = gateway.hears("ready");
    timeline =
        new SystemTimeline(failure -> {
          throw new IllegalStateException(failure);
        });
    plant = new SimulatedCabinet(CabinetFiles.profile(), timeline, 1);
    agent = AgentProcess.start(new CabinetFiles(folder).settings(mqttPort), plant, timeline);
    plant.listenToCoils(coil -> {
      if (coil.energised()) {
        long epoch = agent.cabinet().snapshot().epoch();
        coils.add(new Energised(epoch, coil.door(), coil.uptimeMillis()));
      }
    });
  }

  @AfterEach
  void end() {
    agent.close();
    timeline.close();
    gateway.close();
  }

  @Test
  void killedAtAnyMomentItLosesNothingThatItAcknowledged() throws Exception {
    long seed = Long.getLong("cubby.kill.seed", 20_261_123L);
    SplittableRandom random = new SplittableRandom(seed);
    Town town = new Town(files, "http://localhost:" + httpPort, agent, plant, random.split());
    town.signIn();
    for (int round = 1; round <= ROUNDS; round++) {
      String where = "seed " + seed + ", round " + round;
      live(town, 1 + random.nextInt(MOST_STIMULI), where);
      gateway.killAfterAndRestart(random.nextInt(MOST_MILLIS_AFTER + 1), where);
      findsItsGatewayAgain();
      assertKept(town, where);
    }
    closeTheDay(town);
    judge(town, "seed " + seed);
  }

  private void live(Town town, int stimuli, String where) {
    int[] begun = {0};
    Await.until(
        where + ": things to do",
        () -> {
          while (begun[0] < stimuli && town.step(true)) {
            begun[0]++;
          }
          return begun[0];
        },
        count -> count >= stimuli);
  }

  /** Without waiting for a link's growing pauses: the cable is pulled and plugged in again. */
  private void findsItsGatewayAgain() {
    String unused = gateway.hears("ready");
    Client screen = new Client("http://localhost:" + agent.kioskPort(), "/api");
    screen.post("/sim/network", Map.of("connected", false)).expect(200);
    screen.post("/sim/network", Map.of("connected", true)).expect(200);
    Await.until("the cabinet's hello", agent::isConnected);
  }

  /** What was said before the kill is in the books of the process after it. */
  private void assertKept(Town town, String where) throws SQLException {
    long committed = agent.cabinet().snapshot().committedThrough();
    try (GatewayBooks books = new GatewayBooks(files.database())) {
      Set<String> lost = new HashSet<>(town.acknowledged());
      lost.removeAll(books.deposits().keySet());
      assertEquals(Set.of(), lost, where);
      long kept = books.events().size();
      assertTrue(kept >= committed, () -> where + ": " + committed + " confirmed, kept " + kept);
    }
  }

  private void closeTheDay(Town town) {
    Await.until(
        "rest",
        () -> {
          while (town.step(false)) {
            // One after the other.
          }
          return openEnds();
        },
        List::isEmpty);
  }

  private List<String> openEnds() {
    List<String> open = new ArrayList<>();
    Snapshot now = agent.cabinet().snapshot();
    for (CompartmentState state : now.states()) {
      if (state.getTenancy() != Tenancy.TENANCY_FREE
          || !"CLOSED".equals(now.doors().get(state.getNumber()))) {
        open.add(state.toString());
      }
    }
    if (now.committedThrough() < now.lastSequence()) {
      open.add("confirmed " + now.committedThrough() + " of " + now.lastSequence());
    }
    try (GatewayBooks books = new GatewayBooks(files.database())) {
      books
          .actions()
          .forEach((id, state) -> {
            if (state.equals("PENDING")) {
              open.add("action " + id);
            }
          });
      books.messages().stream()
          .filter(message -> !message.state().equals("SENT"))
          .forEach(message -> open.add(message.toString()));
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    return open;
  }

  private void judge(Town town, String where) throws SQLException, IOException {
    try (GatewayBooks books = new GatewayBooks(files.database())) {
      List<Event> events = books.events();
      List<Long> numbers = events.stream().map(Event::getSequence).toList();
      Verdict verdict = new Verdict(events);
      List<String> actions = List.copyOf(books.actions().keySet());
      List<Message> messages = books.messages();
      Set<String> delivered =
          files.delivered().stream().map(GatewayFiles.Delivered::id).collect(Collectors.toSet());
      assertAll(
          where,
          () -> assertEquals(1, books.generations().size()),
          () -> assertEquals(LongStream.rangeClosed(1, numbers.size()).boxed().toList(), numbers),
          () -> assertEquals(List.of(), verdict.coilsWithoutDecision(coils)),
          () -> assertEquals(List.of(), verdict.actionsPulsedAgain()),
          () -> assertEquals(List.of(), verdict.actionsWithoutOneResult(actions)),
          () -> assertEquals(List.of(), verdict.answersForgotten(town.answers())),
          () -> assertEquals(List.of(), verdict.collectedTwice()),
          () -> assertEquals(List.of(), verdict.openedTwiceForOneRight()),
          () -> assertEquals(List.of(), plant.violations()),
          () -> assertEquals(verdict.stored(), toldOnce(messages, Messenger.Kind.DEPOSIT_READY)),
          () -> assertEquals(verdict.collected(), toldOnce(messages, Messenger.Kind.COLLECTED)),
          () -> assertTrue(messages.stream().allMatch(one -> delivered.contains(one.id()))),
          () -> assertFalse(verdict.collected().isEmpty()),
          () -> assertTrue(town.acknowledged().size() >= ROUNDS));
    }
  }

  /** The deposits that a message of the kind was queued for; more than one fails. */
  private static List<String> toldOnce(List<Message> messages, Messenger.Kind kind) {
    List<String> told =
        messages.stream()
            .filter(message -> message.kind().equals(kind.name()))
            .map(Message::depositId)
            .sorted()
            .toList();
    assertEquals(new HashSet<>(told).size(), told.size(), () -> "told twice: " + told);
    return told;
  }
}
