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
final class Floor {
  private static final int PAYLOAD_BYTES = 256;
  private static final long MOST_WAIT_MILLIS = 5_000;

  private Floor() {}

  /** The parts and their sum. */
  record Parts(
      Latencies.Summary roundTrip, Latencies.Summary commits, Latencies.Summary signature) {
    Latencies.Summary total() {
      return roundTrip.plus(commits).plus(signature);
    }
  }

  /**
   * @param folder on the disk that the gateway and the agent write to
   */
  static Parts measure(int brokerPort, Path folder, int warmUp, int samples)
      throws MqttException, SQLException, GeneralSecurityException, InterruptedException {
    return new Parts(
        roundTrip(brokerPort, warmUp, samples),
        twoCommits(folder, warmUp, samples),
        signature(warmUp, samples));
  }

  /** From publish to the arrival of the same message, subscribed to by the same Paho client. */
  static Latencies.Summary roundTrip(int brokerPort, int warmUp, int samples)
      throws MqttException, InterruptedException {
    MqttClient client =
        new MqttClient("tcp://127.0.0.1:" + brokerPort, "floor", new MemoryPersistence());
    MqttConnectOptions options = new MqttConnectOptions();
    options.setSocketFactory(new NodelaySockets());
    client.connect(options);
    try {
      Semaphore arrived = new Semaphore(0);
      client.subscribe("floor", 1, (topic, message) -> arrived.release());
      Latencies latencies = new Latencies(samples);
      byte[] payload = new byte[PAYLOAD_BYTES];
      for (int i = -warmUp; i < samples; i++) {
        long start = System.nanoTime();
        client.getTopic("floor").publish(payload, 1, false);
        if (!arrived.tryAcquire(MOST_WAIT_MILLIS, TimeUnit.MILLISECONDS)) {
          throw new IllegalStateException("a message did not come back through mosquitto");
        }
        record(latencies, i, start);
      }
      return latencies.summary();
    } finally {
      client.disconnect();
      client.close();
    }
  }

  /** Two transactions of one row each in a database in WAL mode, synchronous=FULL. */
  static Latencies.Summary twoCommits(Path folder, int warmUp, int samples) throws SQLException {
    try (Connection database =
            DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("floor.db"));
        Statement statement = database.createStatement()) {
      statement.execute("PRAGMA journal_mode=WAL");
      statement.execute("PRAGMA synchronous=FULL");
      statement.execute("CREATE TABLE fact(id INTEGER PRIMARY KEY, body BLOB NOT NULL) STRICT");
      database.setAutoCommit(false);
      Latencies latencies = new Latencies(samples);
      try (PreparedStatement insert =
          database.prepareStatement("INSERT INTO fact(body) VALUES (?)")) {
        for (int i = -warmUp; i < samples; i++) {
          long start = System.nanoTime();
          for (int commit = 0; commit < 2; commit++) {
            insert.setBytes(1, new byte[PAYLOAD_BYTES]);
            insert.executeUpdate();
            database.commit();
          }
          record(latencies, i, start);
        }
      }
      return latencies.summary();
    }
  }

  /** One action signed, and its envelope opened. */
  static Latencies.Summary signature(int warmUp, int samples) throws GeneralSecurityException {
    KeyPair keys = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    Signer signer = new Signer("k1", keys.getPrivate());
    Verifier verifier = new Verifier("floor", Map.of("k1", keys.getPublic()));
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
    Latencies latencies = new Latencies(samples);
    for (int i = -warmUp; i < samples; i++) {
      long start = System.nanoTime();
      byte[] envelope = signer.sign(action).toByteArray();
      if (!(verifier.action(envelope) instanceof Opened.Genuine<Action>)) {
        throw new IllegalStateException("our own signature does not hold");
      }
      record(latencies, i, start);
    }
    return latencies.summary();
  }

  private static void record(Latencies latencies, int sample, long startNanos) {
    long nanos = System.nanoTime() - startNanos;
    if (sample >= 0) {
      latencies.add(nanos);
    }
  }
}
