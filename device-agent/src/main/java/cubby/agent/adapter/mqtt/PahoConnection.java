package cubby.agent.adapter.mqtt;

import cubby.wire.Topic;
import org.eclipse.paho.client.mqttv3.IMqttActionListener;
import org.eclipse.paho.client.mqttv3.IMqttDeliveryToken;
import org.eclipse.paho.client.mqttv3.IMqttToken;
import org.eclipse.paho.client.mqttv3.MqttAsyncClient;
import org.eclipse.paho.client.mqttv3.MqttCallback;
import org.eclipse.paho.client.mqttv3.MqttConnectOptions;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.eclipse.paho.client.mqttv3.MqttMessage;
import org.eclipse.paho.client.mqttv3.TimerPingSender;
import org.eclipse.paho.client.mqttv3.persist.MemoryPersistence;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One attempt and the connection that comes of it; never used for a second one, so that nothing of
 * an old connection can leak into a new one. Tells its owner exactly one of: failed, or up and
 * later lost. Callbacks run on Paho's threads and do not block.
 */
final class PahoConnection implements MqttCallback {
  private static final Logger LOG = LoggerFactory.getLogger(PahoConnection.class);

  /** How long a good-bye may take, in milliseconds. */
  private static final long GOODBYE_MILLIS = 1_000;

  private final PahoThreads threads;
  private final MqttAsyncClient client;
  private final String cabinet;
  private final Owner owner;

  /** Hears how the connection fares, on Paho's threads. */
  interface Owner {
    void up(PahoConnection connection);

    void down(PahoConnection connection, @Nullable Throwable cause);

    void arrived(PahoConnection connection, String topic, byte[] payload, boolean retained);
  }

  PahoConnection(MqttAccess access, Owner owner) throws MqttException {
    // Memory only: what must survive is in the journal and is sent again from there.
    this.threads = new PahoThreads(access.cabinet());
    this.client =
        new MqttAsyncClient(
            access.uri(),
            access.cabinet(),
            new MemoryPersistence(),
            new TimerPingSender(),
            threads);
    this.cabinet = access.cabinet();
    this.owner = owner;
    client.setCallback(this);
  }

  /** Starts to connect; the owner hears how it went. */
  void connect(MqttConnectOptions options) throws MqttException {
    client.connect(options, null, listener(token -> subscribe()));
  }

  private void subscribe() throws MqttException {
    String[] topics = {
      Topic.ACTIONS.of(cabinet), Topic.DESIRED.of(cabinet), Topic.COMMITTED.of(cabinet)
    };
    client.subscribe(topics, new int[] {1, 1, 1}, null, listener(this::subscribed));
  }

  private void subscribed(IMqttToken token) {
    for (int granted : token.getGrantedQos()) {
      if (granted != 1) {
        owner.down(this, new MqttException(MqttException.REASON_CODE_SUBSCRIBE_FAILED));
        return;
      }
    }
    owner.up(this);
  }

  /** Hands a payload over; false where the connection is gone or too much is in flight. */
  boolean publish(Topic topic, byte[] payload) {
    try {
      client.publish(topic.of(cabinet), payload, topic.qos(), false);
      return true;
    } catch (MqttException e) {
      LOG.debug("{} not sent, reason code {}", topic, e.getReasonCode());
      return false;
    }
  }

  /** Says good-bye so that the gateway does not send the will, and frees everything. May block. */
  void finish() {
    try {
      if (client.isConnected()) {
        client.disconnect(0).waitForCompletion(GOODBYE_MILLIS);
      }
    } catch (MqttException e) {
      LOG.debug("good-bye not heard, reason code {}", e.getReasonCode());
    }
    cut();
  }

  /** Drops the socket without a word and frees everything. May block for a moment. */
  void cut() {
    if (threads.connectingOver().isDone()) {
      end();
    } else {
      // Stopping Paho now would leave its connecting task spinning; it is bounded by time-outs.
      threads
          .connectingOver()
          .thenRun(() -> Thread.ofPlatform().name("mqtt-end-" + cabinet).daemon().start(this::end));
    }
  }

  private void end() {
    try {
      client.disconnectForcibly(0, 0, false);
    } catch (MqttException e) {
      LOG.debug("was already down, reason code {}", e.getReasonCode());
    }
    try {
      client.close(true);
    } catch (MqttException e) {
      LOG.warn("MQTT client did not close, reason code {}", e.getReasonCode());
    }
    threads.shutdownNow();
  }

  @Override
  public void connectionLost(@Nullable Throwable cause) {
    owner.down(this, cause);
  }

  @Override
  public void messageArrived(String topic, MqttMessage message) {
    owner.arrived(this, topic, message.getPayload(), message.isRetained());
  }

  @Override
  public void deliveryComplete(IMqttDeliveryToken token) {
    // A PUBACK proves nothing: only EventsCommitted does.
  }

  private IMqttActionListener listener(OnSuccess next) {
    return new IMqttActionListener() {
      @Override
      public void onSuccess(IMqttToken token) {
        try {
          next.run(token);
        } catch (MqttException e) {
          owner.down(PahoConnection.this, e);
        }
      }

      @Override
      public void onFailure(IMqttToken token, @Nullable Throwable cause) {
        owner.down(PahoConnection.this, cause);
      }
    };
  }

  /** What follows a step that went well. */
  private interface OnSuccess {
    void run(IMqttToken token) throws MqttException;
  }
}
