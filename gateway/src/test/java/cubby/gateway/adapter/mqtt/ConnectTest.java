package cubby.gateway.adapter.mqtt;

import static org.junit.jupiter.api.Assertions.assertEquals;

import cubby.gateway.adapter.mqtt.Packets.Connect;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class ConnectTest {

  private static final Connect GOOD = Connect.of("cab-1");

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
  void aCabinetWithItsOwnSecretIsAcceptedWithoutAStoredSession() throws IOException {
    try (RawClient client = scene.socket()) {
      client.send(GOOD.bytes());
      client.expectConnAck(0);
      assertEquals(List.of("cab-1 connected"), scene.told());
      client.send(Packets.DISCONNECT);
      client.expectClosed();
    }
    scene.awaitTold("cab-1 disconnected");
    assertEquals(0, scene.refusedInAll());
  }

  @Test
  void theUserNameMayBeLeftOut() throws IOException {
    try (RawClient client = scene.socket()) {
      client.send(GOOD.credentials("", Scene.secretOf("cab-1")).bytes());
      client.expectConnAck(0);
    }
  }

  @Test
  void wrongCredentialsAreRefusedAlikeWhicheverPartIsWrong() throws IOException {
    refused(GOOD.credentials("cab-1", "guess"), 4, MqttRefusal.BAD_CREDENTIALS);
    refused(GOOD.credentials("cab-1", ""), 4, MqttRefusal.BAD_CREDENTIALS);
    refused(GOOD.credentials("cab-2", Scene.secretOf("cab-1")), 4, MqttRefusal.BAD_CREDENTIALS);
    refused(GOOD.credentials("cab-1", Scene.secretOf("cab-2")), 4, MqttRefusal.BAD_CREDENTIALS);
    assertEquals(4, scene.refused(MqttRefusal.BAD_CREDENTIALS));
  }

  @Test
  void anotherProtocolVersionGetsItsOwnAnswer() throws IOException {
    refused(GOOD.as("MQIsdp", 3), 1, MqttRefusal.UNSUPPORTED_VERSION);
    refused(GOOD.as("MQTT", 6), 1, MqttRefusal.UNSUPPORTED_VERSION);
    try (RawClient client = scene.socket()) {
      client.send(GOOD.as("MQTT", 5).bytes());
      // In the shape of MQTT 5: flags, "unsupported protocol version", no properties.
      client.expect(0x20, 0, 0x84, 0);
      client.expectClosed();
    }
    assertEquals(3, scene.refused(MqttRefusal.UNSUPPORTED_VERSION));
  }

  @Test
  void aClientIdThatCannotNameACabinetIsRefused() throws IOException {
    for (String id : List.of("", "ab", "CAB-1", "cab/1", "cab-#", "-cab", "c".repeat(41))) {
      refused(Connect.of(id), 2, MqttRefusal.BAD_CLIENT_ID);
    }
  }

  @Test
  void aStoredSessionIsRefused() throws IOException {
    refused(GOOD.keepingSession(), 5, MqttRefusal.SESSION_ASKED);
  }

  @Test
  void aKeepAliveOfNoneOrOutOfBoundsIsRefused() throws IOException {
    refused(GOOD.keepAlive(0), 5, MqttRefusal.KEEP_ALIVE_OUT_OF_BOUNDS);
    refused(GOOD.keepAlive(601), 5, MqttRefusal.KEEP_ALIVE_OUT_OF_BOUNDS);
  }

  @Test
  void aWillIsAllowedOnTheOwnGoneTopicOnly() throws IOException {
    Connect own = GOOD.will("cab/cab-1/up/gone", "gone");
    refused(GOOD.will("cab/cab-2/up/gone", "gone"), 5, MqttRefusal.BAD_WILL);
    refused(GOOD.will("cab/cab-1/up/hello", "gone"), 5, MqttRefusal.BAD_WILL);
    refused(own.withFlags(0x20), 5, MqttRefusal.BAD_WILL); // retained
    refused(own.withFlags(0x10), 5, MqttRefusal.BAD_WILL); // QoS 2
    refused(own.will("cab/cab-1/up/gone", "g".repeat(257)), 5, MqttRefusal.BAD_WILL);
    refused(GOOD.withFlags(0x08), 5, MqttRefusal.BAD_WILL); // a QoS for no will
    assertEquals(6, scene.refused(MqttRefusal.BAD_WILL));
  }

  @Test
  void aSecondConnectEndsTheConnection() throws IOException {
    try (RawClient client = scene.cabinet("cab-1")) {
      client.send(GOOD.bytes());
      client.expectClosed();
    }
    scene.awaitRefused(MqttRefusal.SECOND_CONNECT);
    scene.awaitTold("cab-1 disconnected");
  }

  @Test
  void whoeverSaysNothingIsClosedAfterTheConnectWindow() throws IOException {
    MqttLimits hasty = new MqttLimits(10, 200, 1, 600, 16, 1 << 20, 16, 64, 512 * 1024, 30_000);
    try (Scene hastyScene = new Scene(hasty);
        RawClient silent = hastyScene.socket();
        RawClient halfway = hastyScene.socket()) {
      halfway.send(new byte[] {0x10, 40, 0, 4, 'M'});
      silent.expectClosed();
      halfway.expectClosed();
      hastyScene.await("both", () -> hastyScene.refused(MqttRefusal.CONNECT_LATE) == 2);
    }
  }

  @Test
  void connectionsAboveTheLimitAreClosedAtOnceAndOthersLive() throws IOException {
    MqttLimits narrow = new MqttLimits(2, 5_000, 1, 600, 16, 1 << 20, 16, 64, 512 * 1024, 30_000);
    try (Scene narrowScene = new Scene(narrow);
        RawClient first = narrowScene.cabinet("cab-1");
        RawClient second = narrowScene.cabinet("cab-2")) {
      try (RawClient third = narrowScene.socket()) {
        third.expectClosed();
      }
      narrowScene.awaitRefused(MqttRefusal.TOO_MANY_CONNECTIONS);
      first.send(Packets.PINGREQ);
      first.expectPong();
      second.send(Packets.PINGREQ);
      second.expectPong();
    }
  }

  private void refused(Connect connect, int returnCode, MqttRefusal reason) throws IOException {
    int before = scene.refused(reason);
    try (RawClient client = scene.socket()) {
      client.send(connect.bytes());
      client.expectConnAck(returnCode);
      client.expectClosed();
    }
    assertEquals(before + 1, scene.refused(reason), () -> "counted: " + reason);
    assertEquals(List.of(), scene.told());
  }
}
