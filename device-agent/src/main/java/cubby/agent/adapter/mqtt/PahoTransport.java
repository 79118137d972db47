package cubby.agent.adapter.mqtt;

import cubby.agent.app.link.GatewayTransport;
import cubby.wire.Topic;
import java.io.IOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.paho.client.mqttv3.MqttConnectOptions;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The pipe to the gateway over MQTT: connects, subscribes, and starts over for ever after a
 * jittered wait. One worker thread owns the life of connections; its queue holds a few tasks a
 * connection.
 */
public final class PahoTransport implements GatewayTransport {
  /** The gateway hears nothing for 1.5 times this before it gives the cabinet up. */
  static final int KEEP_ALIVE_SECONDS = 20;

  /** For TCP, and again for TLS. */
  static final int CONNECT_SECONDS = 10;

  /** Paho waits for ever for the answer to CONNECT; we do not. */
  private static final long HANDSHAKE_MILLIS = 25_000;

  /** Eight event batches, a hello, telemetry, and room to spare. */
  private static final int MAX_IN_FLIGHT = 16;

  private static final long CLOSE_SECONDS = 5;

  private static final Logger LOG = LoggerFactory.getLogger(PahoTransport.class);

  private final MqttAccess access;
  private final MqttConnectOptions options;
  private final long handshakeMillis;
  private final ScheduledThreadPoolExecutor worker;
  private final Life life = new Life();

  private volatile @Nullable Listener listener;
  private volatile @Nullable PahoConnection up;
  private volatile boolean closed;

  // Only touched by the worker.
  private @Nullable PahoConnection current;
  private boolean pluggedIn = true;
  private int failures;
  private long upSinceNanos;

  /**
   * @param gone payload of the will, which the gateway sends to itself when the connection breaks
   * @throws IOException where the authorities' file cannot be used
   */
  public PahoTransport(MqttAccess access, byte[] gone) throws IOException {
    this(access, gone, HANDSHAKE_MILLIS);
  }

  PahoTransport(MqttAccess access, byte[] gone, long handshakeMillis) throws IOException {
    this.access = access;
    this.handshakeMillis = handshakeMillis;
    this.options = options(access, gone);
    this.worker =
        new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().name("mqtt-" + access.cabinet()).daemon().factory());
  }

  private static MqttConnectOptions options(MqttAccess access, byte[] gone) throws IOException {
    MqttConnectOptions options = new MqttConnectOptions();
    options.setMqttVersion(MqttConnectOptions.MQTT_VERSION_3_1_1);
    options.setCleanSession(true);
    options.setAutomaticReconnect(false);
    options.setUserName(access.cabinet());
    options.setPassword(access.secret().toCharArray());
    options.setKeepAliveInterval(KEEP_ALIVE_SECONDS);
    options.setConnectionTimeout(CONNECT_SECONDS);
    options.setMaxInflight(MAX_IN_FLIGHT);
    options.setWill(Topic.GONE.of(access.cabinet()), gone, Topic.GONE.qos(), false);
    options.setSocketFactory(
        access.isTls()
            ? NoDelayTlsSocketFactory.trusting(access.caFile())
            : new NoDelaySocketFactory());
    return options;
  }

  @Override
  public void open(Listener listener) {
    this.listener = listener;
    worker.execute(this::attempt);
  }

  @Override
  public boolean publish(Topic topic, byte[] payload) {
    PahoConnection connection = up;
    return connection != null && connection.publish(topic, payload);
  }

  /**
   * Pulls the network cable or plugs it in again, for the simulated cabinet: the socket goes away
   * without a good-bye and no attempt is made until it is back.
   */
  public void plug(boolean in) {
    onWorker(() -> {
      if (pluggedIn != in) {
        pluggedIn = in;
        failures = 0;
        LOG.info("network cable {}", in ? "plugged in" : "pulled");
        if (in) {
          attempt();
        } else {
          drop(current);
        }
      }
    });
  }

  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    up = null;
    try {
      worker.submit(this::finish).get(CLOSE_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      LOG.warn("the connection did not end in good order", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    worker.shutdownNow();
  }

  private void finish() {
    PahoConnection last = current;
    current = null;
    if (last != null) {
      last.finish();
    }
  }

  private void attempt() {
    if (closed || !pluggedIn || current != null) {
      return;
    }
    try {
      PahoConnection connection = new PahoConnection(access, life);
      current = connection;
      connection.connect(options);
      worker.schedule(() -> giveUp(connection), handshakeMillis, TimeUnit.MILLISECONDS);
    } catch (MqttException | IllegalArgumentException e) {
      lost(current, e);
    }
  }

  private void giveUp(PahoConnection connection) {
    if (connection == current && up != connection) {
      lost(connection, null);
    }
  }

  private void stands(PahoConnection connection) {
    if (connection != current || closed) {
      return;
    }
    up = connection;
    upSinceNanos = System.nanoTime();
    Listener heard = listener;
    if (heard != null) {
      heard.connected();
    }
  }

  private void lost(@Nullable PahoConnection connection, @Nullable Throwable cause) {
    if (connection != current || closed) {
      return;
    }
    boolean good =
        up == connection
            && System.nanoTime() - upSinceNanos
                >= TimeUnit.MILLISECONDS.toNanos(Backoff.GOOD_CONNECTION_MILLIS);
    failures = good ? 1 : failures + 1;
    drop(connection);
    long delay = Backoff.delayMillis(failures, ThreadLocalRandom.current().nextDouble());
    LOG.info("gateway out of reach: {}; attempt {} in {} ms", reason(cause), failures + 1, delay);
    worker.schedule(this::attempt, delay, TimeUnit.MILLISECONDS);
  }

  private void drop(@Nullable PahoConnection connection) {
    boolean wasUp = connection != null && up == connection;
    up = null;
    current = null;
    if (connection != null) {
      connection.cut();
    }
    Listener heard = listener;
    if (wasUp && heard != null) {
      heard.disconnected();
    }
  }

  private static String reason(@Nullable Throwable cause) {
    return switch (cause) {
      case null -> "no answer";
      case MqttException mqtt ->
          "MQTT reason "
              + mqtt.getReasonCode()
              + (mqtt.getCause() == null ? "" : ", " + mqtt.getCause());
      default -> cause.toString();
    };
  }

  private void onWorker(Runnable task) {
    try {
      worker.execute(task);
    } catch (RejectedExecutionException e) {
      LOG.debug("closed while a connection ended");
    }
  }

  /** Brings Paho's callbacks to the worker; messages go straight on. */
  private final class Life implements PahoConnection.Owner {
    @Override
    public void up(PahoConnection connection) {
      onWorker(() -> stands(connection));
    }

    @Override
    public void down(PahoConnection connection, @Nullable Throwable cause) {
      onWorker(() -> lost(connection, cause));
    }

    @Override
    public void arrived(PahoConnection connection, String topic, byte[] payload, boolean retained) {
      Listener heard = listener;
      if (connection == up && heard != null) {
        heard.arrived(topic, payload, retained);
      }
    }
  }
}
