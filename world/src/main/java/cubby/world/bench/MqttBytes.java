package cubby.world.bench;

import java.nio.charset.StandardCharsets;

/**
 * The few MQTT 3.1.1 packets that a load generator needs, written by hand so that it costs least.
 */
final class MqttBytes {
  static final int CONNACK = 0x20;
  static final int PUBLISH = 0x30;
  static final int PUBACK = 0x40;
  static final int SUBACK = 0x90;

  private static final int CONNECT = 0x10;
  private static final int SUBSCRIBE = 0x82;
  private static final int QOS_1 = 0x02;
  private static final int USER_PASSWORD_CLEAN_SESSION = 0xC2;
  private static final int CLEAN_SESSION = 0x02;

  private MqttBytes() {}

  /**
   * @param password of the cabinet; empty connects without user name
   */
  static byte[] connect(String clientId, byte[] password) {
    byte[] id = clientId.getBytes(StandardCharsets.UTF_8);
    int credentials = password.length == 0 ? 0 : 2 + id.length + 2 + password.length;
    Writer writer = new Writer(CONNECT, 10 + 2 + id.length + credentials);
    writer.text("MQTT".getBytes(StandardCharsets.US_ASCII));
    writer.octet(4);
    writer.octet(password.length == 0 ? CLEAN_SESSION : USER_PASSWORD_CLEAN_SESSION);
    writer.number(300);
    writer.text(id);
    if (password.length > 0) {
      writer.text(id);
      writer.text(password);
    }
    return writer.bytes;
  }

  static byte[] subscribe(int packetId, String topic) {
    byte[] name = topic.getBytes(StandardCharsets.UTF_8);
    Writer writer = new Writer(SUBSCRIBE, 2 + 2 + name.length + 1);
    writer.number(packetId);
    writer.text(name);
    writer.octet(1);
    return writer.bytes;
  }

  /** A QoS-1 message. */
  static byte[] publish(int packetId, byte[] topic, byte[] payload) {
    Writer writer = new Writer(PUBLISH | QOS_1, 2 + topic.length + 2 + payload.length);
    writer.text(topic);
    writer.number(packetId);
    writer.raw(payload);
    return writer.bytes;
  }

  static byte[] puback(int packetId) {
    Writer writer = new Writer(PUBACK, 2);
    writer.number(packetId);
    return writer.bytes;
  }

  private static final class Writer {
    private final byte[] bytes;
    private int at;

    Writer(int type, int remaining) {
      int lengthBytes = remaining < 128 ? 1 : remaining < 16_384 ? 2 : 3;
      bytes = new byte[1 + lengthBytes + remaining];
      octet(type);
      for (int left = remaining, i = 0; i < lengthBytes; i++, left >>= 7) {
        octet((left & 0x7f) | (i + 1 < lengthBytes ? 0x80 : 0));
      }
    }

    void octet(int value) {
      bytes[at++] = (byte) value;
    }

    void number(int value) {
      octet(value >> 8);
      octet(value);
    }

    void text(byte[] value) {
      number(value.length);
      raw(value);
    }

    void raw(byte[] value) {
      System.arraycopy(value, 0, bytes, at, value.length);
      at += value.length;
    }
  }
}
