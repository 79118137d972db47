package cubby.world.kill;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import cubby.gateway.adapter.mqtt.MqttCounts;
import cubby.gateway.adapter.mqtt.MqttEndpoint;
import cubby.gateway.adapter.mqtt.MqttSettings;
import cubby.gateway.app.port.CabinetInbox;
import cubby.wire.CodeHash;
import cubby.wire.CommittedSeal;
import cubby.wire.GatewayKeys;
import cubby.wire.Signer;
import cubby.wire.Topic;
import cubby.wire.v1.AbortDeposit;
import cubby.wire.v1.Action;
import cubby.wire.v1.DesiredState;
import cubby.wire.v1.EventBatch;
import cubby.wire.v1.EventsCommitted;
import cubby.wire.v1.Grant;
import cubby.wire.v1.Hello;
import cubby.wire.v1.OpenCompartment;
import cubby.wire.v1.Purpose;
import cubby.wire.v1.ReleaseCompartment;
import cubby.wire.v1.Settings;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/**
 * The gateway's side of the wire, on the gateway's own endpoint: takes every event, confirms it
 * (now and then late), and sends what has no result yet again to every new start of the cabinet.
 */
final class RecordingGateway implements CabinetInbox, AutoCloseable {
  private static final String SECRET = "secret-of-cab-kill";
  private static final String KEY_ID = "gateway-1";
  private static final byte[] CABINET_KEY = new byte[32];
  private static final long DEADLINE_MILLIS = 15_000;
  private static final int GRACE_MILLIS = 400;

  private final KeyPair keys;
  private final Signer signer;
  private final EventLedger ledger = new EventLedger();
  private final MqttEndpoint endpoint;
  // Guarded by this.
  private final Map<String, byte[]> sent = new LinkedHashMap<>();
  private final Map<Integer, Grant> grants = new HashMap<>();
  private long desiredVersion = 1;
  private long epoch;
  private long uptimeAtHelloMillis;
  private long helloAtNanos;
  private int batches;

  private RecordingGateway() throws IOException, NoSuchAlgorithmException {
    this.keys = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    this.signer = new Signer(KEY_ID, keys.getPrivate());
    byte[] secret = SECRET.getBytes(StandardCharsets.UTF_8);
    this.endpoint =
        MqttEndpoint.start(
            MqttSettings.plain("127.0.0.1", 0),
            (cabinet, given) -> MessageDigest.isEqual(secret, given),
            this,
            MqttCounts.NONE);
  }

  static RecordingGateway start(CabinetFiles files) throws IOException, NoSuchAlgorithmException {
    RecordingGateway gateway = new RecordingGateway();
    files
        .secrets()
        .enrol(
            SECRET,
            HexFormat.of().formatHex(CABINET_KEY),
            GatewayKeys.format(Map.of(KEY_ID, gateway.keys.getPublic())));
    return gateway;
  }

  int port() {
    return endpoint.port();
  }

  EventLedger ledger() {
    return ledger;
  }

  @Override
  public CompletionStage<Void> received(String cabinet, Topic topic, byte[] payload) {
    try {
      switch (topic) {
        case HELLO -> hello(Hello.parseFrom(payload));
        case EVENTS -> events(EventBatch.parseFrom(payload));
        default -> {}
      }
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException("the cabinet sent garbage", e);
    }
    return CompletableFuture.completedFuture(null);
  }

  private synchronized void hello(Hello hello) {
    epoch = hello.getEpoch();
    uptimeAtHelloMillis = hello.getUptimeMillis();
    helloAtNanos = System.nanoTime();
    ledger.hello(hello);
    confirm(ledger.through());
    sendDesired();
    sent.forEach((id, bytes) -> {
      if (ledger.results(id).isEmpty()) {
        send(Topic.ACTIONS, bytes);
      }
    });
  }

  private synchronized void events(EventBatch batch) {
    long through = ledger.add(batch.getEventsList());
    // Some confirmations come with a later one only: the cabinet may die before.
    batches++;
    if (batches % 3 != 0) {
      confirm(through);
    }
  }

  /** Whatever was held back. */
  synchronized void confirmAll() {
    confirm(ledger.through());
  }

  private void confirm(long through) {
    EventsCommitted committed =
        CommittedSeal.seal(CABINET_KEY, CabinetFiles.CABINET, epoch, through);
    send(Topic.COMMITTED, committed.toByteArray());
  }

  /** Gives the deposit in a compartment its code; answers the desired state's version. */
  synchronized long grant(int compartment, String depositId, String rightId, String code) {
    byte[] salt = ByteBuffer.allocate(CodeHash.SALT_BYTES).putLong(rightId.hashCode()).array();
    grants.put(
        compartment,
        Grant.newBuilder()
            .setId(rightId)
            .setDepositId(depositId)
            .setCompartment(compartment)
            .setSalt(ByteString.copyFrom(salt))
            .setCodeHash(ByteString.copyFrom(CodeHash.of(CABINET_KEY, salt, code)))
            .build());
    desiredVersion++;
    sendDesired();
    return desiredVersion;
  }

  private void sendDesired() {
    DesiredState desired =
        DesiredState.newBuilder()
            .setCabinet(CabinetFiles.CABINET)
            .setVersion(desiredVersion)
            .setSettings(Settings.newBuilder().setGraceMillis(GRACE_MILLIS))
            .addAllGrants(grants.values())
            .build();
    send(Topic.DESIRED, signer.sign(desired).toByteArray());
  }

  String open(int compartment, Purpose purpose, String depositId, String rightId) {
    return act(action ->
        action.setOpen(
            OpenCompartment.newBuilder()
                .setCompartment(compartment)
                .setPurpose(purpose)
                .setDepositId(depositId)
                .setRightId(rightId)));
  }

  String abort(int compartment, String depositId) {
    return act(action ->
        action.setAbort(
            AbortDeposit.newBuilder().setCompartment(compartment).setDepositId(depositId)));
  }

  String release(int compartment) {
    return act(
        action -> action.setRelease(ReleaseCompartment.newBuilder().setCompartment(compartment)));
  }

  private interface What {
    Action.Builder in(Action.Builder action);
  }

  private synchronized String act(What what) {
    long sequence = sent.size() + 1L;
    String id = "action-" + sequence;
    long sinceHello = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - helloAtNanos);
    Action action =
        what.in(
                Action.newBuilder()
                    .setId(id)
                    .setCabinet(CabinetFiles.CABINET)
                    .setEpoch(ledger.epoch())
                    .setSequence(sequence)
                    .setDeadlineUptimeMillis(uptimeAtHelloMillis + sinceHello + DEADLINE_MILLIS))
            .build();
    byte[] bytes = signer.sign(action).toByteArray();
    sent.put(id, bytes);
    send(Topic.ACTIONS, bytes);
    return id;
  }

  private void send(Topic topic, byte[] payload) {
    // The cabinet may be away: the next hello brings it all again.
    var unused = endpoint.send(CabinetFiles.CABINET, topic, payload);
  }

  /** The ids of all actions ever sent. */
  synchronized List<String> actions() {
    return List.copyOf(sent.keySet());
  }

  @Override
  public void connected(String cabinet) {}

  @Override
  public void disconnected(String cabinet) {}

  @Override
  public void close() {
    endpoint.close();
  }
}
