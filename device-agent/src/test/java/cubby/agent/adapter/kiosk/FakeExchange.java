package cubby.agent.adapter.kiosk;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpContext;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpPrincipal;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** A request without a socket. */
final class FakeExchange extends HttpExchange {
  private final String method;
  private final URI target;
  private final InputStream body;
  private final Headers request = new Headers();
  private final Headers answer = new Headers();
  private final ByteArrayOutputStream content = new ByteArrayOutputStream();
  private int status = -1;

  FakeExchange(String method, URI target, String host, String origin, String body) {
    this.method = method;
    this.target = target;
    this.body = new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8));
    set("Host", host);
    set("Origin", origin);
    set("Content-Type", "application/json");
  }

  private void set(String name, String value) {
    // What the JDK's server would not let through.
    String clean = value.replaceAll("[\\p{Cntrl}&&[^\\t]]", "");
    if (!clean.isEmpty()) {
      request.set(name, clean);
    }
  }

  @Override
  public Headers getRequestHeaders() {
    return request;
  }

  @Override
  public Headers getResponseHeaders() {
    return answer;
  }

  @Override
  public URI getRequestURI() {
    return target;
  }

  @Override
  public String getRequestMethod() {
    return method;
  }

  @Override
  public @Nullable HttpContext getHttpContext() {
    return null;
  }

  @Override
  public void close() {}

  @Override
  public InputStream getRequestBody() {
    return body;
  }

  @Override
  public OutputStream getResponseBody() {
    return content;
  }

  @Override
  public void sendResponseHeaders(int code, long length) {
    if (status != -1) {
      throw new AssertionError("answered twice: " + status + ", " + code);
    }
    status = code;
  }

  @Override
  public InetSocketAddress getRemoteAddress() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), 1);
  }

  @Override
  public int getResponseCode() {
    return status;
  }

  @Override
  public InetSocketAddress getLocalAddress() {
    return getRemoteAddress();
  }

  @Override
  public String getProtocol() {
    return "HTTP/1.1";
  }

  @Override
  public @Nullable Object getAttribute(String name) {
    return null;
  }

  @Override
  public void setAttribute(String name, @Nullable Object value) {}

  @Override
  public void setStreams(InputStream in, OutputStream out) {}

  @Override
  public @Nullable HttpPrincipal getPrincipal() {
    return null;
  }
}
