package cubby.gateway.adapter.mqtt;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;

/** A bare socket that can say anything, and reads packets. */
final class RawClient implements AutoCloseable {

  private final Socket socket;
  private final DataInputStream in;

  /** What came: the first byte, and all after the length. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Packet(int header, byte[] body) {

    int packetId() {
      int at = header >> 4 == 3 ? 2 + topic().length() : 0;
      return (body[at] & 0xFF) << 8 | (body[at + 1] & 0xFF);
    }

    String topic() {
      int length = (body[0] & 0xFF) << 8 | (body[1] & 0xFF);
      return new String(body, 2, length, StandardCharsets.UTF_8);
    }

    String text() {
      int at = 2 + topic().length() + ((header & 6) == 0 ? 0 : 2);
      return new String(body, at, body.length - at, StandardCharsets.UTF_8);
    }
  }

  RawClient(int port) throws IOException {
    this(new Socket(InetAddress.getLoopbackAddress(), port));
  }

  RawClient(Socket socket) throws IOException {
    this.socket = socket;
    socket.setTcpNoDelay(true);
    socket.setSoTimeout(Scene.PATIENCE_MILLIS);
    in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
  }

  void send(byte[]... packets) throws IOException {
    for (byte[] packet : packets) {
      socket.getOutputStream().write(packet);
    }
  }

  Packet read() throws IOException {
    int header = in.readUnsignedByte();
    int length = 0;
    int shift = 0;
    int digit;
    do {
      digit = in.readUnsignedByte();
      length |= (digit & 0x7F) << shift;
      shift += 7;
    } while ((digit & 0x80) != 0);
    return new Packet(header, in.readNBytes(length));
  }

  void expect(int header, int... body) throws IOException {
    Packet packet = read();
    assertEquals(Integer.toHexString(header), Integer.toHexString(packet.header));
    byte[] wanted = new byte[body.length];
    for (int i = 0; i < body.length; i++) {
      wanted[i] = (byte) body[i];
    }
    assertArrayEquals(wanted, packet.body);
  }

  void expectConnAck(int returnCode) throws IOException {
    expect(0x20, 0, returnCode);
  }

  void expectPubAck(int packetId) throws IOException {
    expect(0x40, packetId >> 8, packetId & 0xFF);
  }

  void expectPong() throws IOException {
    expect(0xD0);
  }

  void subscribe(int qos, String filter) throws IOException {
    send(Packets.subscribe(1, qos, filter));
    expect(0x90, 0, 1, qos);
  }

  /** The other side ends the connection without another packet. */
  void expectClosed() throws IOException {
    try {
      int next = in.read();
      if (next >= 0) {
        fail("still talking: " + Integer.toHexString(next));
      }
    } catch (SocketTimeoutException e) {
      fail("still open");
    } catch (SocketException e) {
      // A reset is an end, too.
    }
  }

  /** Whether nothing comes within the time. */
  boolean isQuietFor(int millis) throws IOException {
    socket.setSoTimeout(millis);
    try {
      in.mark(1);
      in.read();
      in.reset();
      return false;
    } catch (SocketTimeoutException e) {
      return true;
    } finally {
      socket.setSoTimeout(Scene.PATIENCE_MILLIS);
    }
  }

  /** Reads away what is of no interest. */
  void skip(int bytes) throws IOException {
    in.skipNBytes(bytes);
  }

  /** Whether another byte came; false at the end of the connection. */
  boolean readsMore() throws IOException {
    return in.read() >= 0;
  }

  void endOutput() throws IOException {
    socket.shutdownOutput();
  }

  /** The cable is cut: no DISCONNECT, no orderly end. */
  void cut() throws IOException {
    socket.setSoLinger(true, 0);
    socket.close();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
