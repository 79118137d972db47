package cubby.agent.adapter.mqtt;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** The other end of MQTT, no more of it than a test needs; packets as in the standard, 3.1.1. */
final class Responder implements AutoCloseable {
  /** One packet as it came: the first byte and everything behind the length. */
  record Packet(int first, byte[] body) {
    int type() {
      return first >> 4;
    }

    String text() {
      return new String(body, StandardCharsets.ISO_8859_1);
    }
  }

  static final int CONNECT = 1;
  static final int PUBLISH = 3;
  static final int SUBSCRIBE = 8;
  static final int DISCONNECT = 14;

  final BlockingQueue<Packet> packets = new LinkedBlockingQueue<>();
  final AtomicInteger connects = new AtomicInteger();

  /** The answer to CONNECT; -1 = none. */
  volatile int connectCode;

  /** The quality of service that subscriptions are granted; 0x80 = refused. */
  volatile int grantedQos = 1;

  /** Accepts and closes, as a proxy does whose gateway is down. */
  volatile boolean hangsUpAtOnce;

  private final Semaphore calls = new Semaphore(0);
  private final ServerSocket server;
  private volatile @Nullable Socket current;
  private volatile boolean closed;

  Responder() throws IOException {
    this(new ServerSocket(0, 50, InetAddress.ofLiteral("127.0.0.1")));
  }

  Responder(ServerSocket server) {
    this.server = server;
    Thread.ofVirtual().start(this::acceptAll);
  }

  String uri(String scheme) {
    return scheme + "://127.0.0.1:" + server.getLocalPort();
  }

  Packet expect(int type) throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    for (long left = end - System.nanoTime(); left > 0; left = end - System.nanoTime()) {
      Packet packet = packets.poll(left, TimeUnit.NANOSECONDS);
      if (packet != null && packet.type() == type) {
        return packet;
      }
    }
    throw new AssertionError("no packet of type " + type);
  }

  /** Waits for so many more connections. */
  void awaitCalls(int number) throws InterruptedException {
    if (!calls.tryAcquire(number, 20, TimeUnit.SECONDS)) {
      throw new AssertionError("nobody called");
    }
  }

  /** Sends a message down, with quality of service 0. */
  void publish(String topic, byte[] payload, boolean retained) throws IOException {
    byte[] name = topic.getBytes(StandardCharsets.UTF_8);
    byte[] body = new byte[2 + name.length + payload.length];
    body[1] = (byte) name.length;
    System.arraycopy(name, 0, body, 2, name.length);
    System.arraycopy(payload, 0, body, 2 + name.length, payload.length);
    write(0x30 | (retained ? 1 : 0), body);
  }

  /** Cuts the line without a word. */
  void cut() throws IOException {
    Socket socket = current;
    if (socket != null) {
      socket.close();
    }
  }

  @Override
  public void close() throws IOException {
    closed = true;
    server.close();
    cut();
  }

  private void acceptAll() {
    while (!closed) {
      try {
        Socket socket = server.accept();
        socket.setTcpNoDelay(true);
        calls.release();
        if (hangsUpAtOnce) {
          socket.close();
          continue;
        }
        current = socket;
        Thread.ofVirtual().start(() -> serve(socket));
      } catch (IOException e) {
        if (!closed) {
          throw new AssertionError(e);
        }
      }
    }
  }

  private void serve(Socket socket) {
    try (DataInputStream in = new DataInputStream(socket.getInputStream())) {
      while (true) {
        int first = in.readUnsignedByte();
        Packet packet = new Packet(first, in.readNBytes(length(in)));
        answer(packet);
        packets.add(packet);
      }
    } catch (IOException e) {
      // The line ended, as lines do.
    }
  }

  private void answer(Packet packet) throws IOException {
    byte[] body = packet.body();
    switch (packet.type()) {
      case CONNECT -> {
        connects.incrementAndGet();
        if (connectCode >= 0) {
          write(0x20, new byte[] {0, (byte) connectCode});
        }
      }
      case SUBSCRIBE -> {
        byte granted = (byte) grantedQos;
        write(0x90, new byte[] {body[0], body[1], granted, granted, granted});
      }
      case PUBLISH -> {
        if ((packet.first() & 6) == 2) {
          int topicLength = (body[0] << 8) | body[1];
          write(0x40, new byte[] {body[2 + topicLength], body[3 + topicLength]});
        }
      }
      default -> {}
    }
  }

  private synchronized void write(int first, byte[] body) throws IOException {
    Socket socket = current;
    if (socket == null || body.length > 127) {
      throw new AssertionError("nobody there, or more than one byte of length");
    }
    DataOutputStream out = new DataOutputStream(socket.getOutputStream());
    out.write(first);
    out.write(body.length);
    out.write(body);
    out.flush();
  }

  private static int length(DataInputStream in) throws IOException {
    int length = 0;
    int shift = 0;
    int digit;
    do {
      digit = in.readUnsignedByte();
      length |= (digit & 127) << shift;
      shift += 7;
    } while (digit > 127);
    return length;
  }
}
