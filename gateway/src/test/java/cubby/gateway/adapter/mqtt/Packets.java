package cubby.gateway.adapter.mqtt;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** MQTT 3.1.1 packets by hand, so that the endpoint is not judged by its own codec. */
final class Packets {

  static final byte[] PINGREQ = {(byte) 0xC0, 0};
  static final byte[] DISCONNECT = {(byte) 0xE0, 0};

  private Packets() {}

  /** A CONNECT whose every part can be wrong. */
  record Connect(
      String protocol,
      int level,
      int extraFlags,
      boolean cleanSession,
      int keepAliveSeconds,
      String client,
      String willTopic,
      String will,
      String user,
      String secret) {

    static Connect of(String cabinet) {
      return new Connect("MQTT", 4, 0, true, 60, cabinet, "", "", cabinet, Scene.secretOf(cabinet));
    }

    Connect as(String name, int protocolLevel) {
      return new Connect(
          name,
          protocolLevel,
          extraFlags,
          cleanSession,
          keepAliveSeconds,
          client,
          willTopic,
          will,
          user,
          secret);
    }

    Connect withFlags(int flags) {
      return new Connect(
          protocol,
          level,
          flags,
          cleanSession,
          keepAliveSeconds,
          client,
          willTopic,
          will,
          user,
          secret);
    }

    Connect keepingSession() {
      return new Connect(
          protocol,
          level,
          extraFlags,
          false,
          keepAliveSeconds,
          client,
          willTopic,
          will,
          user,
          secret);
    }

    Connect keepAlive(int seconds) {
      return new Connect(
          protocol,
          level,
          extraFlags,
          cleanSession,
          seconds,
          client,
          willTopic,
          will,
          user,
          secret);
    }

    Connect will(String topic, String message) {
      return new Connect(
          protocol,
          level,
          extraFlags,
          cleanSession,
          keepAliveSeconds,
          client,
          topic,
          message,
          user,
          secret);
    }

    Connect credentials(String name, String password) {
      return new Connect(
          protocol,
          level,
          extraFlags,
          cleanSession,
          keepAliveSeconds,
          client,
          willTopic,
          will,
          name,
          password);
    }

    /** Parts that are empty are left out. */
    byte[] bytes() {
      int flags = extraFlags | (cleanSession ? 0x02 : 0);
      ByteArrayOutputStream payload = new ByteArrayOutputStream();
      string(payload, client);
      if (!willTopic.isEmpty()) {
        flags |= 0x04;
        string(payload, willTopic);
        string(payload, will);
      }
      if (!user.isEmpty()) {
        flags |= 0x80;
        string(payload, user);
      }
      if (!secret.isEmpty()) {
        flags |= 0x40;
        string(payload, secret);
      }
      ByteArrayOutputStream body = new ByteArrayOutputStream();
      string(body, protocol);
      body.write(level);
      body.write(flags);
      number(body, keepAliveSeconds);
      if (level == 5) {
        body.write(0);
      }
      body.writeBytes(payload.toByteArray());
      return packet(0x10, body.toByteArray());
    }
  }

  static byte[] connect(String cabinet) {
    return Connect.of(cabinet).bytes();
  }

  static byte[] publish(String topic, int qos, int packetId, byte[] payload) {
    return publish(qos << 1, topic, packetId, payload);
  }

  static byte[] publish(int flags, String topic, int packetId, byte[] payload) {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    string(body, topic);
    if ((flags & 6) != 0) {
      number(body, packetId);
    }
    body.writeBytes(payload);
    return packet(0x30 | flags, body.toByteArray());
  }

  static byte[] subscribe(int packetId, int qos, String... filters) {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    number(body, packetId);
    for (String filter : filters) {
      string(body, filter);
      body.write(qos);
    }
    return packet(0x82, body.toByteArray());
  }

  static byte[] unsubscribe(int packetId, String filter) {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    number(body, packetId);
    string(body, filter);
    return packet(0xA2, body.toByteArray());
  }

  static byte[] pubAck(int packetId) {
    return new byte[] {0x40, 2, (byte) (packetId >> 8), (byte) packetId};
  }

  static byte[] packet(int header, byte[] body) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(header);
    int length = body.length;
    do {
      out.write((length & 0x7F) | (length > 0x7F ? 0x80 : 0));
      length >>= 7;
    } while (length > 0);
    out.writeBytes(body);
    return out.toByteArray();
  }

  private static void string(ByteArrayOutputStream out, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    number(out, bytes.length);
    out.writeBytes(bytes);
  }

  private static void number(ByteArrayOutputStream out, int value) {
    out.write(value >> 8);
    out.write(value);
  }
}
