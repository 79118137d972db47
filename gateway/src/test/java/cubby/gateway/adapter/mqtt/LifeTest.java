package cubby.gateway.adapter.mqtt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cubby.gateway.adapter.mqtt.Packets.Connect;
import cubby.gateway.app.port.CabinetLink.Sent;
import cubby.wire.Topic;
import java.io.EOFException;
import java.io.IOException;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How connections end, are taken over and how the endpoint itself starts and stops. */
final class LifeTest {

  private static final Connect WITH_WILL = Connect.of("cab-1").will("cab/cab-1/up/gone", "bye");

  private Scene scene;

  @BeforeEach
  void open() throws IOException {
    scene = new Scene();
  }

  @AfterEach
  void close() {
    scene.close();
  }

  @Test
  void aCutCableTellsTheWillBeforeTheEnd() throws IOException {
    connect(WITH_WILL).cut();
    scene.awaitTold("cab-1 disconnected");
    assertEquals(List.of("cab-1 connected", "cab-1 GONE bye", "cab-1 disconnected"), scene.told());
  }

  @Test
  void aCabinetThatIsSentAwayIsGoneAndMayComeBack() throws IOException {
    try (RawClient client = connect(Connect.of("cab-1"))) {
      scene.endpoint.disconnect("cab-1");
      client.expectClosed();
    }
    scene.awaitTold("cab-1 disconnected");
    scene.awaitRefused(MqttRefusal.SENT_AWAY);
    scene.endpoint.disconnect("cab-1");
    scene.cabinet("cab-1").close();
  }

  @Test
  void aRuleBreakerLeavesItsWill() throws IOException {
    try (RawClient client = connect(WITH_WILL)) {
      client.send(Packets.publish("cab/cab-2/up/hello", 0, 0, new byte[1]));
      client.expectClosed();
    }
    scene.awaitTold("cab-1 GONE bye");
  }

  @Test
  void aGoodbyeForgetsTheWill() throws IOException {
    try (RawClient client = connect(WITH_WILL)) {
      client.send(Packets.DISCONNECT);
      client.expectClosed();
    }
    scene.awaitTold("cab-1 disconnected");
    assertEquals(List.of("cab-1 connected", "cab-1 disconnected"), scene.told());
  }

  @Test
  void aSilentCabinetIsEndedAfterOneAndAHalfKeepAlivesAndItsWillIsTold() throws IOException {
    try (RawClient client = connect(WITH_WILL.keepAlive(1))) {
      client.expectClosed();
    }
    scene.awaitTold("cab-1 GONE bye");
    scene.awaitTold("cab-1 disconnected");
    assertEquals(1, scene.refused(MqttRefusal.SILENT));
  }

  @Test
  void theSilenceOfACabinetThatABusyInboxHoldsUpDoesNotCount() throws IOException {
    try (RawClient client = connect(WITH_WILL.keepAlive(1))) {
      scene.holdInbox();
      for (int id = 1; id <= 17; id++) {
        client.send(Packets.publish("cab/cab-1/up/events", 1, id, new byte[1]));
      }
      assertTrue(client.isQuietFor(3_000), "ended for the silence that the endpoint imposed");
      scene.releaseInbox();
      for (int id = 1; id <= 17; id++) {
        client.expectPubAck(id);
      }
    }
  }

  @Test
  void pingsKeepAConnectionAlive() throws IOException {
    try (RawClient client = connect(WITH_WILL.keepAlive(1))) {
      for (int i = 0; i < 4; i++) {
        assertTrue(client.isQuietFor(700), "ended in spite of pings");
        client.send(Packets.PINGREQ);
        client.expectPong();
      }
    }
  }

  @Test
  void aNewConnectionTakesOverWithoutTheOldOnesWill() throws IOException {
    try (RawClient old = connect(WITH_WILL);
        RawClient fresh = connect(WITH_WILL)) {
      old.expectClosed();
      fresh.subscribe(1, "cab/cab-1/down/actions");
      assertEquals(Sent.HANDED_OVER, scene.send("cab-1", Topic.ACTIONS, "open"));
      assertEquals("open", fresh.read().text());
      assertEquals(1, scene.refused(MqttRefusal.TAKEN_OVER));
      assertEquals(List.of("cab-1 connected", "cab-1 connected"), scene.told());
    }
    scene.awaitTold("cab-1 disconnected");
  }

  @Test
  void howeverTakeOversRaceTheInboxHearsOneLifeAfterTheOther()
      throws IOException, InterruptedException, ExecutionException {
    try (ExecutorService racers = Executors.newFixedThreadPool(4)) {
      Callable<Void> racer =
          () -> {
            for (int i = 0; i < 150; i++) {
              comeAndGo(i % 3 == 0);
            }
            return null;
          };
      for (Future<Void> each : racers.invokeAll(List.of(racer, racer, racer, racer))) {
        each.get();
      }
    }
    try (RawClient last = scene.cabinet("cab-1")) {
      last.send(Packets.DISCONNECT);
      last.expectClosed();
    }
    scene.await("all ended", () -> scene.endpoint.openConnections() == 0);
    List<String> told = scene.told();
    assertEquals("cab-1 disconnected", told.getLast());
    IntStream.range(1, told.size())
        .forEach(i ->
            assertTrue(
                told.get(i).equals("cab-1 connected") || told.get(i - 1).equals("cab-1 connected"),
                () -> "an end without a life at " + i));
    assertEquals(0, scene.refused(MqttRefusal.INTERNAL));
  }

  @Test
  void withoutEpollItServesAllTheSame() throws IOException {
    try (MqttEndpoint endpoint =
            MqttEndpoint.start(
                Transport.NIO,
                MqttSettings.plain("127.0.0.1", 0),
                (cabinet, secret) -> true,
                new NoInbox(),
                MqttCounts.NONE);
        RawClient client = new RawClient(endpoint.port())) {
      client.send(Packets.connect("cab-1"));
      client.expectConnAck(0);
      client.send(Packets.publish("cab/cab-1/up/events", 1, 8, new byte[9]));
      client.expectPubAck(8);
    }
  }

  @Test
  void aTakenPortIsNamed() {
    int port = scene.endpoint.port();
    MqttPortException taken =
        assertThrows(
            MqttPortException.class,
            () ->
                MqttEndpoint.start(
                    MqttSettings.plain("127.0.0.1", port),
                    (cabinet, secret) -> false,
                    new NoInbox(),
                    MqttCounts.NONE));
    assertEquals(port, taken.port());
    assertTrue(taken.toString().contains("port " + port), taken::toString);
  }

  @Test
  void closingEndsAllConnectionsWithoutWillsAndTwiceIsHarmless() throws IOException {
    try (RawClient client = connect(WITH_WILL)) {
      client.subscribe(1, "cab/cab-1/down/actions");
      scene.close();
      client.expectClosed();
    }
    assertEquals(List.of("cab-1 connected", "cab-1 disconnected"), scene.told());
    assertEquals(
        Sent.NOT_CONNECTED,
        scene.endpoint.send("cab-1", Topic.ACTIONS, "open".getBytes(StandardCharsets.UTF_8)));
    scene.close();
  }

  private void comeAndGo(boolean inAHurry) throws IOException {
    try (RawClient client = scene.socket()) {
      client.send(Packets.connect("cab-1"));
      if (!inAHurry) {
        client.read();
      }
      client.cut();
    } catch (EOFException | SocketException e) {
      // Taken over before it read its CONNACK.
    }
  }

  private RawClient connect(Connect connect) throws IOException {
    RawClient client = scene.socket();
    client.send(connect.bytes());
    client.expectConnAck(0);
    return client;
  }
}
