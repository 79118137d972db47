package cubby.gateway.adapter.mqtt;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cubby.gateway.app.port.CabinetLink.Sent;
import cubby.wire.Topic;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.eclipse.paho.client.mqttv3.MqttClient;
import org.eclipse.paho.client.mqttv3.MqttConnectOptions;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.eclipse.paho.client.mqttv3.MqttSecurityException;
import org.eclipse.paho.client.mqttv3.persist.MemoryPersistence;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The client that the cabinets use. */
final class PahoTest {

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
  void aCabinetTalksBothWaysAndLeavesItsWillWhenItIsCut()
      throws MqttException, InterruptedException {
    BlockingQueue<String> got = new LinkedBlockingQueue<>();
    MqttClient client = client("cab-1");
    client.connect(options("cab-1", Scene.secretOf("cab-1")));
    client.subscribe(
        "cab/cab-1/down/desired",
        1,
        (topic, message) -> got.add(new String(message.getPayload(), StandardCharsets.UTF_8)));
    client.publish("cab/cab-1/up/hello", "hi".getBytes(StandardCharsets.UTF_8), 1, false);
    scene.awaitTold("cab-1 HELLO hi");
    assertEquals(Sent.HANDED_OVER, scene.send("cab-1", Topic.DESIRED, "version 8"));
    assertEquals("version 8", got.poll(Scene.PATIENCE_MILLIS, TimeUnit.MILLISECONDS));
    client.disconnectForcibly(0, 1, false);
    client.close(true);
    scene.awaitTold("cab-1 GONE bye");
    scene.awaitTold("cab-1 disconnected");
  }

  @Test
  void aDeniedSubscriptionIsToldToTheCabinet() throws MqttException {
    try (MqttClient client = client("cab-1")) {
      client.connect(options("cab-1", Scene.secretOf("cab-1")));
      int[] granted =
          client
              .subscribeWithResponse(new String[] {"cab/cab-1/down/committed", "cab/cab-1/down/+"})
              .getGrantedQos();
      assertArrayEquals(new int[] {1, 128}, granted);
      client.disconnect();
    }
  }

  @Test
  void aWrongSecretIsASecurityMatter() throws MqttException {
    try (MqttClient client = client("cab-1")) {
      MqttSecurityException refused =
          assertThrows(
              MqttSecurityException.class, () -> client.connect(options("cab-1", "guess")));
      assertEquals(MqttException.REASON_CODE_FAILED_AUTHENTICATION, refused.getReasonCode());
      assertFalse(client.isConnected());
    }
  }

  @Test
  void aPublishToAForeignTopicCostsTheConnection() throws MqttException {
    try (MqttClient client = client("cab-1")) {
      client.setTimeToWait(Scene.PATIENCE_MILLIS);
      client.connect(options("cab-1", Scene.secretOf("cab-1")));
      MqttException lost =
          assertThrows(
              MqttException.class,
              () -> client.publish("cab/cab-2/up/hello", new byte[] {1}, 1, false));
      assertNotNull(lost);
      scene.awaitRefused(MqttRefusal.FOREIGN_TOPIC);
      assertTrue(scene.told().stream().noneMatch(line -> line.contains("HELLO")));
    }
  }

  private MqttClient client(String cabinet) throws MqttException {
    return new MqttClient(
        "tcp://127.0.0.1:" + scene.endpoint.port(), cabinet, new MemoryPersistence());
  }

  private static MqttConnectOptions options(String cabinet, String secret) {
    MqttConnectOptions options = new MqttConnectOptions();
    options.setMqttVersion(MqttConnectOptions.MQTT_VERSION_3_1_1);
    options.setUserName(cabinet);
    options.setPassword(secret.toCharArray());
    options.setKeepAliveInterval(30);
    options.setWill(Topic.GONE.of(cabinet), "bye".getBytes(StandardCharsets.UTF_8), 1, false);
    return options;
  }
}
