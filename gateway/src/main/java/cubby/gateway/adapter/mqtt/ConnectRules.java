package cubby.gateway.adapter.mqtt;

import static io.netty.handler.codec.mqtt.MqttConnectReturnCode.CONNECTION_REFUSED_BAD_USER_NAME_OR_PASSWORD;
import static io.netty.handler.codec.mqtt.MqttConnectReturnCode.CONNECTION_REFUSED_IDENTIFIER_REJECTED;
import static io.netty.handler.codec.mqtt.MqttConnectReturnCode.CONNECTION_REFUSED_NOT_AUTHORIZED;
import static io.netty.handler.codec.mqtt.MqttConnectReturnCode.CONNECTION_REFUSED_UNACCEPTABLE_PROTOCOL_VERSION;
import static io.netty.handler.codec.mqtt.MqttConnectReturnCode.CONNECTION_REFUSED_UNSUPPORTED_PROTOCOL_VERSION;

import cubby.gateway.app.port.CabinetAuthenticator;
import cubby.wire.Topic;
import io.netty.handler.codec.mqtt.MqttConnectMessage;
import io.netty.handler.codec.mqtt.MqttConnectPayload;
import io.netty.handler.codec.mqtt.MqttConnectReturnCode;
import io.netty.handler.codec.mqtt.MqttConnectVariableHeader;
import io.netty.handler.codec.mqtt.MqttQoS;
import io.netty.handler.codec.mqtt.MqttVersion;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Which CONNECT is accepted: rules of form first, then who it is. */
final class ConnectRules {

  /** A will says one number; more than this is not ours. */
  static final int MAX_WILL_BYTES = 256;

  private final MqttLimits limits;
  private final CabinetAuthenticator authenticator;

  ConnectRules(MqttLimits limits, CabinetAuthenticator authenticator) {
    this.limits = limits;
    this.authenticator = authenticator;
  }

  sealed interface Verdict permits Accepted, Refused {}

  /**
   * The connection is the cabinet's.
   *
   * @param will the payload for {@code up/gone}, absent where there is none
   */
  record Accepted(String cabinet, int keepAliveSeconds, Optional<byte[]> will) implements Verdict {}

  /** The connection ends after this return code. */
  record Refused(MqttConnectReturnCode code, MqttRefusal reason) implements Verdict {}

  /**
   * @param certificateAllows whether the peer's certificate, if any, allows it to be this cabinet
   */
  Verdict judge(MqttConnectMessage connect, Predicate<String> certificateAllows) {
    Refused formal = refuseForm(connect.variableHeader(), connect.payload());
    if (formal != null) {
      return formal;
    }
    MqttConnectPayload payload = connect.payload();
    String cabinet = payload.clientIdentifier();
    if (!certificateAllows.test(cabinet)) {
      return new Refused(CONNECTION_REFUSED_NOT_AUTHORIZED, MqttRefusal.FOREIGN_CERTIFICATE);
    }
    if (!credentialsMatch(payload, cabinet)) {
      return new Refused(CONNECTION_REFUSED_BAD_USER_NAME_OR_PASSWORD, MqttRefusal.BAD_CREDENTIALS);
    }
    return new Accepted(
        cabinet,
        connect.variableHeader().keepAliveTimeSeconds(),
        Optional.ofNullable(payload.willMessageInBytes()));
  }

  private @Nullable Refused refuseForm(
      MqttConnectVariableHeader header, MqttConnectPayload payload) {
    if (header.version() == MqttVersion.MQTT_5.protocolLevel()) {
      return new Refused(
          CONNECTION_REFUSED_UNSUPPORTED_PROTOCOL_VERSION, MqttRefusal.UNSUPPORTED_VERSION);
    }
    if (header.version() != MqttVersion.MQTT_3_1_1.protocolLevel()) {
      return new Refused(
          CONNECTION_REFUSED_UNACCEPTABLE_PROTOCOL_VERSION, MqttRefusal.UNSUPPORTED_VERSION);
    }
    if (!Topic.isCabinetId(payload.clientIdentifier())) {
      return new Refused(CONNECTION_REFUSED_IDENTIFIER_REJECTED, MqttRefusal.BAD_CLIENT_ID);
    }
    if (!header.isCleanSession()) {
      return new Refused(CONNECTION_REFUSED_NOT_AUTHORIZED, MqttRefusal.SESSION_ASKED);
    }
    int keepAliveSeconds = header.keepAliveTimeSeconds();
    if (keepAliveSeconds < limits.minKeepAliveSeconds()
        || keepAliveSeconds > limits.maxKeepAliveSeconds()) {
      return new Refused(CONNECTION_REFUSED_NOT_AUTHORIZED, MqttRefusal.KEEP_ALIVE_OUT_OF_BOUNDS);
    }
    if (!willIsAllowed(header, payload)) {
      return new Refused(CONNECTION_REFUSED_NOT_AUTHORIZED, MqttRefusal.BAD_WILL);
    }
    return null;
  }

  private static boolean willIsAllowed(
      MqttConnectVariableHeader header, MqttConnectPayload payload) {
    if (!header.isWillFlag()) {
      return header.willQos() == 0 && !header.isWillRetain();
    }
    return Topic.GONE.of(payload.clientIdentifier()).equals(payload.willTopic())
        && header.willQos() <= MqttQoS.AT_LEAST_ONCE.value()
        && !header.isWillRetain()
        && payload.willMessageInBytes().length <= MAX_WILL_BYTES;
  }

  private boolean credentialsMatch(MqttConnectPayload payload, String cabinet) {
    byte[] secret = payload.passwordInBytes();
    if (secret == null) {
      return false;
    }
    try {
      String user = payload.userName();
      return (user == null || user.equals(cabinet)) && authenticator.authenticate(cabinet, secret);
    } finally {
      Arrays.fill(secret, (byte) 0);
    }
  }
}
