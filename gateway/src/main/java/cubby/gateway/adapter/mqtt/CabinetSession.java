package cubby.gateway.adapter.mqtt;

import cubby.gateway.app.port.CabinetLink.Sent;
import cubby.wire.Topic;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.mqtt.MqttFixedHeader;
import io.netty.handler.codec.mqtt.MqttMessage;
import io.netty.handler.codec.mqtt.MqttMessageBuilders;
import io.netty.handler.codec.mqtt.MqttMessageIdVariableHeader;
import io.netty.handler.codec.mqtt.MqttMessageType;
import io.netty.handler.codec.mqtt.MqttPubAckMessage;
import io.netty.handler.codec.mqtt.MqttPublishMessage;
import io.netty.handler.codec.mqtt.MqttPublishVariableHeader;
import io.netty.handler.codec.mqtt.MqttQoS;
import io.netty.handler.codec.mqtt.MqttSubAckMessage;
import io.netty.handler.codec.mqtt.MqttSubAckPayload;
import io.netty.handler.codec.mqtt.MqttSubscribeMessage;
import io.netty.handler.codec.mqtt.MqttTopicSubscription;
import io.netty.handler.codec.mqtt.MqttUnsubscribeMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * An authenticated cabinet on one connection, from CONNACK to the end: the rules of the topics, and
 * the way of every message in both directions. Runs on the connection's event loop, but for {@link
 * #send} and {@link #takenOver}.
 */
final class CabinetSession {

  private static final MqttFixedHeader PUBACK = header(MqttMessageType.PUBACK, 0);
  private static final MqttFixedHeader SUBACK = header(MqttMessageType.SUBACK, 0);
  private static final MqttFixedHeader PUBLISH_QOS_0 = header(MqttMessageType.PUBLISH, 0);
  private static final MqttFixedHeader PUBLISH_QOS_1 = header(MqttMessageType.PUBLISH, 1);
  private static final int SUBACK_FAILURE = 0x80;

  private final Connection connection;
  private final Connection.Shared shared;
  private final Seats.Seat seat;
  private final int keepAliveTicks;
  private final Subscriptions subscriptions = new Subscriptions();
  private final Uplinks uplinks;
  private final Downlinks downlinks;

  private Optional<byte[]> will;
  private boolean saidGoodbye;
  private boolean ended;
  private int silentTicks;
  private int ackSilentTicks;

  CabinetSession(Connection connection, Connection.Shared shared, ConnectRules.Accepted accepted) {
    this.connection = connection;
    this.shared = shared;
    this.seat = shared.seats().of(accepted.cabinet());
    this.keepAliveTicks = Sweep.ticks(accepted.keepAliveSeconds() * 1_500);
    this.will = accepted.will();
    this.uplinks = new Uplinks(this, shared.limits());
    this.downlinks = new Downlinks(this, shared.limits());
  }

  private static MqttFixedHeader header(MqttMessageType type, int qos) {
    // The encoder works out the length.
    return new MqttFixedHeader(type, false, MqttQoS.valueOf(qos), false, 0);
  }

  // From any thread.

  /** Queues a downlink if the cabinet asked for its topic. */
  Sent send(Topic topic, byte[] payload) {
    if (!subscriptions.includes(topic)) {
      return Sent.NOT_CONNECTED;
    }
    if (!downlinks.reserve(payload.length)) {
      shared.counts().queueFull(topic);
      return Sent.QUEUE_FULL;
    }
    boolean taken = onLoop(() -> queue(topic, payload));
    return taken ? Sent.HANDED_OVER : Sent.NOT_CONNECTED;
  }

  /** A newer session holds the seat. */
  void takenOver() {
    onLoop(() -> connection.end(MqttRefusal.TAKEN_OVER));
  }

  boolean onLoop(Runnable task) {
    return connection.onLoop(task);
  }

  // From the connection.

  void begin() {
    shared.counts().connected();
    seat.take(this);
  }

  void heard(MqttMessage message) {
    silentTicks = 0;
    if (saidGoodbye) {
      return;
    }
    switch (message) {
      case MqttPublishMessage publish -> published(publish);
      case MqttPubAckMessage ack -> acknowledged(ack.variableHeader().messageId());
      case MqttSubscribeMessage subscribe -> subscribe(subscribe);
      case MqttUnsubscribeMessage unsubscribe -> unsubscribe(unsubscribe);
      default -> {
        switch (message.fixedHeader().messageType()) {
          case PINGREQ -> connection.write(MqttMessage.PINGRESP);
          case DISCONNECT -> goodbye();
          case CONNECT -> connection.end(MqttRefusal.SECOND_CONNECT);
          default -> connection.end(MqttRefusal.UNEXPECTED_PACKET);
        }
      }
    }
  }

  void writabilityChanged() {
    downlinks.drain();
    readOnOrPause();
  }

  /** One beat of the sweep: why the session must end now, or null. */
  @Nullable MqttRefusal tick() {
    // While the inbox holds the cabinet up, its silence is our doing.
    if (uplinks.hasRoom(connection.isReading()) && ++silentTicks > keepAliveTicks) {
      return MqttRefusal.SILENT;
    }
    if (downlinks.isAckDue() && ++ackSilentTicks > Sweep.ticks(shared.limits().ackMillis())) {
      return MqttRefusal.ACK_OVERDUE;
    }
    return null;
  }

  void forgetWill() {
    will = Optional.empty();
  }

  /** Once, when the connection ends. */
  void end() {
    ended = true;
    shared.counts().disconnected();
    seat.leave(this, will);
  }

  String cabinet() {
    return seat.cabinet();
  }

  // What the cabinet says.

  private void published(MqttPublishMessage publish) {
    MqttFixedHeader header = publish.fixedHeader();
    Optional<Topic> topic =
        Topic.parse(cabinet(), publish.variableHeader().topicName()).filter(Topic::isUplink);
    if (header.isRetain()) {
      connection.end(MqttRefusal.RETAINED);
    } else if (header.qosLevel() == MqttQoS.EXACTLY_ONCE) {
      connection.end(MqttRefusal.QOS_2);
    } else if (topic.isEmpty()) {
      connection.end(MqttRefusal.FOREIGN_TOPIC);
    } else if (publish.payload().readableBytes() > Topic.MAX_PAYLOAD_BYTES) {
      connection.end(MqttRefusal.OVERSIZED);
    } else {
      boolean withId = header.qosLevel() == MqttQoS.AT_LEAST_ONCE;
      int packetId = withId ? publish.variableHeader().packetId() : 0;
      uplinks.arrived(topic.get(), packetId, ByteBufUtil.getBytes(publish.payload()));
      readOnOrPause();
    }
  }

  private void acknowledged(int packetId) {
    ackSilentTicks = 0;
    if (downlinks.acknowledged(packetId)) {
      downlinks.drain();
    } else {
      connection.end(MqttRefusal.UNEXPECTED_PACKET);
    }
  }

  private void subscribe(MqttSubscribeMessage subscribe) {
    List<Integer> granted = new ArrayList<>();
    for (MqttTopicSubscription asked : subscribe.payload().topicSubscriptions()) {
      Optional<Topic> topic = ownDownlink(asked.topicFilter());
      if (topic.isPresent()) {
        int qos = Math.min(asked.qualityOfService().value(), MqttQoS.AT_LEAST_ONCE.value());
        subscriptions.add(topic.get(), qos);
        granted.add(qos);
      } else {
        shared.counts().refused(MqttRefusal.FOREIGN_SUBSCRIPTION);
        granted.add(SUBACK_FAILURE);
      }
    }
    if (granted.isEmpty()) {
      // Asking for nothing is against the protocol.
      connection.end(MqttRefusal.MALFORMED);
      return;
    }
    var id = MqttMessageIdVariableHeader.from(subscribe.variableHeader().messageId());
    connection.write(new MqttSubAckMessage(SUBACK, id, new MqttSubAckPayload(granted)));
  }

  private void unsubscribe(MqttUnsubscribeMessage unsubscribe) {
    for (String filter : unsubscribe.payload().topics()) {
      ownDownlink(filter).ifPresent(subscriptions::remove);
    }
    int packetId = unsubscribe.variableHeader().messageId();
    connection.write(MqttMessageBuilders.unsubAck().packetId(packetId).build());
  }

  private Optional<Topic> ownDownlink(String filter) {
    return Topic.parse(cabinet(), filter).filter(topic -> !topic.isUplink());
  }

  /** An orderly end: no will, but what it said before is still delivered. */
  private void goodbye() {
    saidGoodbye = true;
    forgetWill();
    if (!uplinks.isAnyWaiting()) {
      connection.end(null);
    }
  }

  // What the uplinks and downlinks ask for.

  /** Null when the session speaks for the cabinet no more. */
  @Nullable CompletionStage<Void> deliver(Topic topic, byte[] payload) {
    CompletionStage<Void> stage = ended ? null : seat.deliver(this, topic, payload);
    if (stage != null) {
      shared.counts().received(topic, payload.length);
    }
    return stage;
  }

  void acknowledge(int packetId) {
    if (packetId > 0 && !ended) {
      connection.write(new MqttPubAckMessage(PUBACK, MqttMessageIdVariableHeader.from(packetId)));
    }
  }

  void roomChanged() {
    if (ended) {
      return;
    }
    if (saidGoodbye && !uplinks.isAnyWaiting()) {
      connection.end(null);
    } else {
      readOnOrPause();
    }
  }

  void failed(String what, Throwable cause) {
    connection.failed(what, cause);
  }

  Subscriptions subscriptions() {
    return subscriptions;
  }

  boolean isWritable() {
    return connection.isWritable();
  }

  void publish(Topic topic, int packetId, byte[] payload) {
    shared.counts().sent(topic, payload.length);
    connection.write(
        new MqttPublishMessage(
            packetId == 0 ? PUBLISH_QOS_0 : PUBLISH_QOS_1,
            new MqttPublishVariableHeader(topic.of(cabinet()), packetId),
            Unpooled.wrappedBuffer(payload)));
  }

  private void queue(Topic topic, byte[] payload) {
    if (!ended) {
      downlinks.add(topic, payload);
      downlinks.drain();
    }
  }

  /** Stops reading while the inbox is busy or the cabinet does not read what it is sent. */
  private void readOnOrPause() {
    if (!ended) {
      connection.read(uplinks.hasRoom(connection.isReading()) && connection.isWritable());
    }
  }
}
