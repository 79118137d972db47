package cubby.world.e2e;

import cubby.wire.Topic;
import cubby.world.site.Ports;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * Somebody in the middle of the cable between a cabinet and its gateway: reads every MQTT packet
 * that passes, and adds some. What is added has QoS 0, so that no acknowledgement gives it away.
 */
final class Tap implements AutoCloseable {
  private static final int PUBLISH = 3;
  private static final int RETAIN = 0x01;
  private static final int QOS = 0x06;

  /** One message that passed. */
  record Caught(String topic, byte[] payload) {}

  /** Both directions of the connection that stands now. */
  private record Line(Socket cabinet, Socket gateway) {}

  private final ServerSocket server;
  private final int gatewayPort;
  private final List<Caught> caught = new CopyOnWriteArrayList<>();
  private final List<Socket> sockets = new CopyOnWriteArrayList<>();
  private volatile @Nullable Line line;

  /**
   * @param port where the cabinet believes its gateway to be
   */
  Tap(int port, int gatewayPort) throws IOException {
    this.server = new ServerSocket(port, 50, InetAddress.getLoopbackAddress());
    this.gatewayPort = gatewayPort;
    start("tap", this::accept);
  }

  static Tap before(int gatewayPort) throws IOException {
    return new Tap(Ports.free(), gatewayPort);
  }

  int port() {
    return server.getLocalPort();
  }

  /** What passed on a topic of the cabinet, oldest first. */
  List<byte[]> caught(Topic topic, String cabinet) {
    return caught.stream()
        .filter(one -> one.topic().equals(topic.of(cabinet)))
        .map(Caught::payload)
        .toList();
  }

  /** Says something to the cabinet as if the gateway did. */
  void toCabinet(String topic, byte[] payload) {
    inject(standing().cabinet(), PUBLISH << 4, topic, payload);
  }

  /** The same, as something that was kept for whoever subscribes. */
  void toCabinetRetained(String topic, byte[] payload) {
    inject(standing().cabinet(), PUBLISH << 4 | RETAIN, topic, payload);
  }

  /** Says something to the gateway as if the cabinet did. */
  void toGateway(String topic, byte[] payload) {
    inject(standing().gateway(), PUBLISH << 4, topic, payload);
  }

  private Line standing() {
    Line now = line;
    if (now == null) {
      throw new IllegalStateException("the cabinet is not connected");
    }
    return now;
  }

  private void accept() throws IOException {
    while (!server.isClosed()) {
      Socket cabinet = server.accept();
      sockets.add(cabinet);
      try {
        Socket gateway = new Socket(InetAddress.getLoopbackAddress(), gatewayPort);
        sockets.add(gateway);
        cabinet.setTcpNoDelay(true);
        gateway.setTcpNoDelay(true);
        line = new Line(cabinet, gateway);
        start("tap-up", () -> carry(cabinet, gateway));
        start("tap-down", () -> carry(gateway, cabinet));
      } catch (IOException e) {
        // No gateway: the cabinet sees what it would see without a tap.
        cabinet.close();
      }
    }
  }

  /** Hands on packet by packet, so that something can be added between two. */
  private void carry(Socket from, Socket to) throws IOException {
    try (from;
        to) {
      DataInputStream in = new DataInputStream(from.getInputStream());
      for (int first = in.read(); first >= 0; first = in.read()) {
        byte[] body = new byte[remainingLength(in)];
        in.readFully(body);
        if (first >> 4 == PUBLISH) {
          caught.add(read(first, body));
        }
        write(to, first, body);
      }
    }
  }

  private static int remainingLength(DataInputStream in) throws IOException {
    int length = 0;
    int octet = 0x80;
    for (int shift = 0; (octet & 0x80) != 0; shift += 7) {
      octet = in.readUnsignedByte();
      length |= (octet & 0x7f) << shift;
    }
    return length;
  }

  private static Caught read(int first, byte[] body) {
    int topicLength = (body[0] & 0xff) << 8 | body[1] & 0xff;
    int at = 2 + topicLength + ((first & QOS) == 0 ? 0 : 2);
    byte[] payload = new byte[body.length - at];
    System.arraycopy(body, at, payload, 0, payload.length);
    return new Caught(new String(body, 2, topicLength, StandardCharsets.UTF_8), payload);
  }

  private static void inject(Socket to, int first, String topic, byte[] payload) {
    byte[] name = topic.getBytes(StandardCharsets.UTF_8);
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    body.write(name.length >> 8);
    body.write(name.length);
    body.writeBytes(name);
    body.writeBytes(payload);
    try {
      write(to, first, body.toByteArray());
    } catch (IOException e) {
      throw new UncheckedIOException("the connection broke", e);
    }
  }

  private static void write(Socket to, int first, byte[] body) throws IOException {
    ByteArrayOutputStream packet = new ByteArrayOutputStream();
    packet.write(first);
    int left = body.length;
    do {
      packet.write(left > 127 ? left & 0x7f | 0x80 : left);
      left >>= 7;
    } while (left > 0);
    packet.writeBytes(body);
    // One writer at a time: a packet must not be torn by another one.
    synchronized (to) {
      OutputStream out = to.getOutputStream();
      out.write(packet.toByteArray());
      out.flush();
    }
  }

  /** What a thread of the tap does until its sockets are closed. */
  private interface Work {
    void run() throws IOException;
  }

  private static void start(String name, Work work) {
    Thread unused =
        Thread.ofPlatform()
            .daemon()
            .name(name)
            .start(() -> {
              try {
                work.run();
              } catch (IOException e) {
                // The end of a connection, or of the tap: its ends notice it themselves.
                Thread.currentThread().setName(name + " ended: " + e);
              }
            });
  }

  @Override
  public void close() throws IOException {
    server.close();
    for (Closeable socket : sockets) {
      socket.close();
    }
  }
}
