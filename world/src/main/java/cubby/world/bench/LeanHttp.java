package cubby.world.bench;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** One kept-alive HTTP connection that adds next to nothing to what is measured. For one thread. */
final class LeanHttp implements AutoCloseable {
  private static final JsonMapper JSON = new JsonMapper();
  private static final int MOST_WAIT_MILLIS = 20_000;

  private final Socket socket;
  private final InputStream in;
  private final String host;
  private String cookie = "";

  LeanHttp(int port) throws IOException {
    this.socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setTcpNoDelay(true);
    socket.setSoTimeout(MOST_WAIT_MILLIS);
    this.in = new BufferedInputStream(socket.getInputStream());
    this.host = "localhost:" + port;
  }

  /** The status and the JSON body; an empty object where there is none. */
  record Answer(int status, JsonNode body) {
    Answer expect(int expected) {
      if (status != expected) {
        throw new IllegalStateException("answered " + status + ": " + body);
      }
      return this;
    }
  }

  Answer post(String path, String json) throws IOException {
    send(path, json);
    return read();
  }

  Answer get(String path) throws IOException {
    String head = "GET " + path + " HTTP/1.1\r\nHost: " + host + "\r\n\r\n";
    socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
    return read();
  }

  /** The first half of a call, for who measures before the answer comes. */
  void send(String path, String json) throws IOException {
    byte[] body = json.getBytes(StandardCharsets.UTF_8);
    String head =
        "POST "
            + path
            + " HTTP/1.1\r\nHost: "
            + host
            + "\r\nOrigin: http://"
            + host
            + "\r\nContent-Type: application/json\r\n"
            + (cookie.isEmpty() ? "" : "Cookie: " + cookie + "\r\n")
            + "Content-Length: "
            + body.length
            + "\r\n\r\n";
    byte[] bytes = new byte[head.length() + body.length];
    System.arraycopy(head.getBytes(StandardCharsets.US_ASCII), 0, bytes, 0, head.length());
    System.arraycopy(body, 0, bytes, head.length(), body.length);
    socket.getOutputStream().write(bytes);
  }

  /** The second half of a call. Understands answers with a Content-Length, which is what comes. */
  Answer read() throws IOException {
    String statusLine = line();
    int length = 0;
    for (String line = line(); !line.isEmpty(); line = line()) {
      String lower = line.toLowerCase(Locale.ROOT);
      if (lower.startsWith("content-length:")) {
        length = Integer.parseInt(line.substring(line.indexOf(':') + 1).strip());
      } else if (lower.startsWith("set-cookie:")) {
        cookie = line.substring(line.indexOf(':') + 1, line.indexOf(';')).strip();
      }
    }
    byte[] body = in.readNBytes(length);
    int status = Integer.parseInt(statusLine.substring(9, 12));
    return new Answer(status, length == 0 ? JSON.createObjectNode() : JSON.readTree(body));
  }

  private String line() throws IOException {
    StringBuilder line = new StringBuilder();
    for (int octet = in.read(); octet != '\n'; octet = in.read()) {
      if (octet < 0) {
        throw new EOFException("the server closed the connection");
      }
      if (octet != '\r') {
        line.append((char) octet);
      }
    }
    return line.toString();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
