package cubby.world.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import cubby.wire.Topic;
import cubby.wire.v1.CompartmentState;
import cubby.wire.v1.Event;
import cubby.wire.v1.EventBatch;
import cubby.wire.v1.OpenedWithoutCommand;
import cubby.wire.v1.Quarantined;
import cubby.world.e2e.CabinetWorld.Setup;
import cubby.world.e2e.Rider.Deposit;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.eclipse.paho.client.mqttv3.MqttClient;
import org.eclipse.paho.client.mqttv3.MqttConnectOptions;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.eclipse.paho.client.mqttv3.persist.MemoryPersistence;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Somebody on a cabinet's cable wants the gateway to believe what never happened. */
class HostileUplinksTest {
  /** Nothing ever happens to this compartment, but in lies. */
  private static final int DOOR = 16;

  private static final String EVENTS = Topic.EVENTS.of(CabinetWorld.CABINET);

  @TempDir static Path folder;
  private static CabinetWorld world;
  private static Rider rider;

  @BeforeAll
  static void start() throws Exception {
    world = CabinetWorld.start(folder, Setup.PARCEL.withTap());
    rider = world.rider(Stories.RIDER);
  }

  /** Whatever was said: the true stream goes on. */
  @AfterAll
  static void stop() throws Exception {
    Deposit deposit = Stories.stored(world, rider, "S", Stories.RECIPIENT);
    assertEquals(1, Stories.times(rider.looks(deposit).all(), "STORED"));
    world.close();
  }

  /** Whatever was said: nothing changed. */
  @AfterEach
  void nothingChanged() {
    assertEquals("FREE", world.managed(DOOR).path("tenancy").asString());
    assertEquals("false", world.managed(DOOR).path("quarantined").asString());
    world.atCabinet().seesConnected(true);
    Await.until("the cabinet at the gateway", world::connected);
    world.agrees();
  }

  @Test
  void aReplayedBatchIsKnownAlreadyAndChangesNothing() {
    Deposit deposit = Stories.stored(world, rider, "M", Stories.RECIPIENT);
    world.agrees();
    var before = rider.looks(deposit).all();
    for (byte[] batch : world.tap().caught(Topic.EVENTS, CabinetWorld.CABINET)) {
      counted("cubby_events_duplicate_total", () -> world.tap().toGateway(EVENTS, batch));
    }
    assertEquals(before, rider.looks(deposit).all());
  }

  @Test
  void aBatchFromTheFutureIsAGapOfWhichNothingIsUsed() {
    counted(
        "cubby_events_gap_total",
        () -> world.tap().toGateway(EVENTS, batch(lie(last() + 10), lie(last() + 11))));
  }

  @Test
  void aBatchOutOfOrderOrWithHolesOrOfNothingIsMalformed() {
    String malformed = "cubby_events_malformed_total";
    counted(
        malformed, () -> world.tap().toGateway(EVENTS, batch(lie(last() + 2), lie(last() + 1))));
    counted(
        malformed, () -> world.tap().toGateway(EVENTS, batch(lie(last() + 1), lie(last() + 3))));
    counted(malformed, () -> world.tap().toGateway(EVENTS, batch(lie(0))));
    counted(malformed, () -> world.tap().toGateway(EVENTS, batch()));
  }

  @Test
  void garbageIsCountedOnEveryTopic() {
    byte[] garbage = "no protobuf at all".getBytes(StandardCharsets.US_ASCII);
    counted("cubby_events_malformed_total", () -> world.tap().toGateway(EVENTS, garbage));
    counted(
        "cubby_hellos_refused_total",
        () -> world.tap().toGateway(Topic.HELLO.of(CabinetWorld.CABINET), garbage));
    counted(
        "cubby_telemetry_refused_total",
        () -> world.tap().toGateway(Topic.TELEMETRY.of(CabinetWorld.CABINET), garbage));
  }

  @Test
  void tooMuchAtOnceEndsTheConnection() {
    counted(
        "cubby_mqtt_refusals_total{reason=\"oversized\"}",
        () -> world.tap().toGateway(EVENTS, new byte[Topic.MAX_PAYLOAD_BYTES + 4_096]));
  }

  @Test
  void oneCabinetCannotSpeakForAnother() {
    String foreign = "cubby_mqtt_refusals_total{reason=\"foreign_topic\"}";
    counted(foreign, () -> world.tap().toGateway(Topic.EVENTS.of("meal"), batch(lie(last() + 1))));
  }

  @Test
  void oneCabinetCannotGiveOrdersToItself() {
    counted(
        "cubby_mqtt_refusals_total{reason=\"foreign_topic\"}",
        () ->
            world
                .tap()
                .toGateway(
                    Topic.ACTIONS.of(CabinetWorld.CABINET),
                    world.tap().caught(Topic.COMMITTED, CabinetWorld.CABINET).getFirst()));
  }

  @Test
  void theSecretOfOneCabinetIsNoneOfAnother() throws Exception {
    String secret = Files.readString(world.secrets().secretFile()).strip();
    counted(
        "cubby_mqtt_refusals_total{reason=\"bad_credentials\"}",
        () -> assertThrows(MqttException.class, () -> connects("meal", "meal", secret)));
    counted(
        "cubby_mqtt_refusals_total{reason=\"bad_credentials\"}",
        () ->
            assertThrows(
                MqttException.class, () -> connects("meal", CabinetWorld.CABINET, secret)));
  }

  private static void connects(String clientId, String user, String secret) throws MqttException {
    try (MqttClient client =
        new MqttClient("tcp://127.0.0.1:" + world.mqttPort(), clientId, new MemoryPersistence())) {
      MqttConnectOptions options = new MqttConnectOptions();
      options.setUserName(user);
      options.setPassword(secret.toCharArray());
      options.setCleanSession(true);
      client.connect(options);
    }
  }

  private static void counted(String series, Runnable said) {
    double before = world.gatewayMeter().of(series);
    said.run();
    world.gatewayMeter().rises(series, before, 1);
  }

  private static long last() {
    return world.agent().cabinet().snapshot().lastSequence();
  }

  private static byte[] batch(Event... events) {
    return EventBatch.newBuilder().addAllEvents(java.util.List.of(events)).build().toByteArray();
  }

  /** Somebody says that a door was forced and is taken out of use. */
  private static Event lie(long sequence) {
    Event.Builder event =
        Event.newBuilder()
            .setSequence(sequence)
            .setEpoch(world.agent().cabinet().snapshot().epoch())
            .setCompartment(DOOR)
            .setAfter(CompartmentState.newBuilder().setNumber(DOOR).setQuarantined(true));
    return sequence % 2 == 0
        ? event.setOpenedWithoutCommand(OpenedWithoutCommand.getDefaultInstance()).build()
        : event.setQuarantined(Quarantined.getDefaultInstance()).build();
  }
}
