package cubby.gateway.adapter.http;

import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.QueryStringDecoder;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Collects one request from Netty's pieces and checks its form. On the connection's loop only. */
final class RequestReader {
  private final boolean behindProxy;
  private @Nullable HttpRequest head;
  private ByteArrayOutputStream body = new ByteArrayOutputStream();

  RequestReader(boolean behindProxy) {
    this.behindProxy = behindProxy;
  }

  /** Begins a request; answers why it cannot be read on. */
  Optional<Problem> begin(HttpRequest request) {
    head = request;
    body = new ByteArrayOutputStream();
    if (request.protocolVersion().majorVersion() != 1) {
      return Optional.of(
          Problem.of(505, "http-version", "HTTP version", "Only HTTP/1.0 and 1.1 are spoken."));
    }
    List<String> hosts = request.headers().getAll(HttpHeaderNames.HOST);
    if (hosts.size() > 1
        || (hosts.isEmpty() && request.protocolVersion().equals(HttpVersion.HTTP_1_1))) {
      return Optional.of(Problem.malformed("Exactly one Host header is needed."));
    }
    long length = HttpUtil.getContentLength(request, 0L);
    return length > HttpSettings.MAX_BODY_BYTES ? Optional.of(tooLarge()) : Optional.empty();
  }

  /** Takes the next part of the body. */
  Optional<Problem> add(ByteBuf content) {
    if (body.size() + content.readableBytes() > HttpSettings.MAX_BODY_BYTES) {
      return Optional.of(tooLarge());
    }
    try {
      content.readBytes(body, content.readableBytes());
    } catch (IOException e) {
      throw new UncheckedIOException("an in-memory stream failed", e);
    }
    return Optional.empty();
  }

  boolean isHead() {
    return head != null && head.method().equals(HttpMethod.HEAD);
  }

  boolean keepAlive() {
    return head != null && HttpUtil.isKeepAlive(head);
  }

  boolean speaksHttp11() {
    return head != null && head.protocolVersion().equals(HttpVersion.HTTP_1_1);
  }

  boolean expectsContinue() {
    return head != null && HttpUtil.is100ContinueExpected(head);
  }

  boolean acceptsGzip() {
    return headerOf(HttpHeaderNames.ACCEPT_ENCODING.toString()).contains("gzip");
  }

  String headerOf(String name) {
    String value = head == null ? null : head.headers().get(name);
    return value == null ? "" : value;
  }

  /**
   * The whole request.
   *
   * @throws IllegalArgumentException where path or query are not well-formed
   */
  Request end(String peer) {
    HttpRequest request = head;
    if (request == null) {
      throw new IllegalArgumentException("no request was begun");
    }
    String uri = request.uri();
    if (!uri.startsWith("/")) {
      throw new IllegalArgumentException("the target is not a path");
    }
    QueryStringDecoder target = new QueryStringDecoder(uri);
    Map<String, String> query = new LinkedHashMap<>();
    target.parameters().forEach((name, values) -> query.put(name, values.getFirst()));
    return new Request(
        isHead() ? "GET" : request.method().name(),
        segments(target.rawPath()),
        query,
        headers(request.headers()),
        body.toByteArray(),
        behindProxy ? forwarded(peer) : peer);
  }

  private static List<String> segments(String rawPath) {
    List<String> segments = new ArrayList<>();
    for (String raw : rawPath.substring(1).split("/", -1)) {
      segments.add(QueryStringDecoder.decodeComponent(raw.replace("+", "%2B")));
    }
    return segments;
  }

  private static Map<String, String> headers(HttpHeaders all) {
    Map<String, String> headers = new LinkedHashMap<>();
    all.forEach(h -> headers.putIfAbsent(h.getKey().toLowerCase(Locale.ROOT), h.getValue()));
    return headers;
  }

  private String forwarded(String peer) {
    String all = headerOf("X-Forwarded-For");
    String last = all.substring(all.lastIndexOf(',') + 1).strip();
    return last.isEmpty() || last.length() > 64 ? peer : last;
  }

  /** What to answer to bytes that Netty could not read. */
  static Problem problemOf(DecoderResult result) {
    return switch (result.cause()) {
      case TooLongHttpLineException e ->
          Problem.of(414, "uri-too-long", "URI too long", "The request line is over 4 KiB.");
      case TooLongHttpHeaderException e ->
          Problem.of(431, "headers-too-large", "Headers too large", "Headers are over 16 KiB.");
      case null, default -> Problem.malformed("The request is not well-formed HTTP/1.1.");
    };
  }

  private static Problem tooLarge() {
    return Problem.of(413, "body-too-large", "Body too large", "A body may have 16 KiB.");
  }
}
