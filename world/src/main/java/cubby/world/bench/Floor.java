package cubby.world.bench;

import cubby.wire.Opened;
import cubby.wire.Signer;
import cubby.wire.Verifier;
import cubby.wire.v1.Action;
import cubby.wire.v1.OpenCompartment;
import cubby.wire.v1.Purpose;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.eclipse.paho.client.mqttv3.MqttClient;
import org.eclipse.paho.client.mqttv3.MqttConnectOptions;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.eclipse.paho.client.mqttv3.persist.MemoryPersistence;

/**
 * What opening a door over the network cannot do without, each part measured alone: the way of a
 * QoS-1 message through mosquitto and back to the same client, two durable commits, one signature
 * made and checked.
 */
final class Floor implements AutoCloseable {
  private static final int PAYLOAD_BYTES = 256;
  private static final long MOST_WAIT_MILLIS = 5_000;

  private final Semaphore arrived = new Semaphore(0);
  private final MqttClient client;
  private final Connection database;
  private final PreparedStatement insert;
  private final KeyPair keys;
  private final Signer signer;
  private final Verifier verifier;

  /** One sample, in nanoseconds. */
  @FunctionalInterface
  interface Part {
    long sample() throws Exception;
  }

  /**
   * @param folder on the disk that the gateway and the agent write to
   */
  Floor(int brokerPort, Path folder) throws MqttException, SQLException, GeneralSecurityException {
    this.client = new MqttClient("tcp://127.0.0.1:" + brokerPort, "floor", new MemoryPersistence());
    MqttConnectOptions options = new MqttConnectOptions();
    options.setSocketFactory(new NodelaySockets());
    client.connect(options);
    client.subscribe("floor", 1, (topic, message) -> arrived.release());
    this.database = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("floor.db"));
    try (Statement statement = database.createStatement()) {
      statement.execute("PRAGMA journal_mode=WAL");
      statement.execute("PRAGMA synchronous=FULL");
      statement.execute("CREATE TABLE fact(id INTEGER PRIMARY KEY, body BLOB NOT NULL) STRICT");
    }
    database.setAutoCommit(false);
    this.insert = database.prepareStatement("INSERT INTO fact(body) VALUES (?)");
    this.keys = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    this.signer = new Signer("k1", keys.getPrivate());
    this.verifier = new Verifier("floor", Map.of("k1", keys.getPublic()));
  }

  /** Sample after sample without a rest. */
  static Latencies backToBack(int samples, Part part) throws Exception {
    Latencies latencies = new Latencies(samples);
    for (int i = 0; i < samples; i++) {
      latencies.add(part.sample());
    }
    return latencies;
  }

  /** From publish to the arrival of the same message, subscribed to by the same Paho client. */
  long roundTrip() throws MqttException, InterruptedException {
    byte[] payload = new byte[PAYLOAD_BYTES];
    long start = System.nanoTime();
    client.getTopic("floor").publish(payload, 1, false);
    if (!arrived.tryAcquire(MOST_WAIT_MILLIS, TimeUnit.MILLISECONDS)) {
      throw new IllegalStateException("a message did not come back through mosquitto");
    }
    return System.nanoTime() - start;
  }

  /** Two transactions of one row each in a database in WAL mode, synchronous=FULL. */
  long twoCommits() throws SQLException {
    long start = System.nanoTime();
    for (int commit = 0; commit < 2; commit++) {
      insert.setBytes(1, new byte[PAYLOAD_BYTES]);
      insert.executeUpdate();
      database.commit();
    }
    return System.nanoTime() - start;
  }

  /** One action signed, and its envelope opened. */
  long signature() {
    Action action =
        Action.newBuilder()
            .setId("0123456789abcdef")
            .setCabinet("floor")
            .setEpoch(1)
            .setSequence(1)
            .setDeadlineUptimeMillis(15_000)
            .setOpen(
                OpenCompartment.newBuilder()
                    .setCompartment(7)
                    .setPurpose(Purpose.PURPOSE_PICKUP)
                    .setDepositId("0123456789abcdef"))
            .build();
    long start = System.nanoTime();
    byte[] envelope = signer.sign(action).toByteArray();
    if (!(verifier.action(envelope) instanceof Opened.Genuine<Action>)) {
      throw new IllegalStateException("our own signature does not hold");
    }
    return System.nanoTime() - start;
  }

  /** As many bytes signed and checked by the JDK, which nothing of Cubby does (ADR 0110). */
  long jdkSignature() throws GeneralSecurityException {
    byte[] message = new byte[PAYLOAD_BYTES];
    long start = System.nanoTime();
    Signature ed25519 = Signature.getInstance("Ed25519");
    ed25519.initSign(keys.getPrivate());
    ed25519.update(message);
    byte[] signature = ed25519.sign();
    ed25519.initVerify(keys.getPublic());
    ed25519.update(message);
    if (!ed25519.verify(signature)) {
      throw new IllegalStateException("the JDK's own signature does not hold");
    }
    return System.nanoTime() - start;
  }

  @Override
  public void close() throws MqttException, SQLException {
    insert.close();
    database.close();
    client.disconnect();
    client.close();
  }
}
