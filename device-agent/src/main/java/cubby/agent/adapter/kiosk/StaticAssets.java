package cubby.agent.adapter.kiosk;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/** The page and what it loads, from the class path. Files are kept once read; there are few. */
final class StaticAssets {
  private static final String ROOT = "cubby/agent/kiosk/";

  // The version is the one of the pom's preact.version; a test asks for it.
  private static final String PREACT =
      "META-INF/resources/webjars/preact/10.28.0/dist/preact.module.js";

  // One level, no leading dot: nothing outside of the folder can be named.
  private static final Pattern ASSET = Pattern.compile("/assets/([a-z0-9][a-z0-9._-]{0,63})");

  private static final Map<String, String> TYPES =
      Map.of(
          "html", "text/html; charset=utf-8",
          "js", "text/javascript; charset=utf-8",
          "css", "text/css; charset=utf-8",
          "svg", "image/svg+xml",
          "png", "image/png",
          "ico", "image/x-icon",
          "woff2", "font/woff2",
          "json", "application/json");

  private final ClassLoader loader = StaticAssets.class.getClassLoader();
  private final Map<String, Asset> known = new ConcurrentHashMap<>();

  /**
   * Sends the file of a path.
   *
   * @throws KioskProblem 404 where there is none
   */
  void serve(HttpExchange exchange, String path) throws IOException, KioskProblem {
    Asset asset = find(resource(path));
    boolean zip = accepts(exchange.getRequestHeaders()) && asset.zipped.length < asset.plain.length;
    String tag = zip ? asset.tag + "-gz\"" : asset.tag + "\"";
    Headers answer = exchange.getResponseHeaders();
    answer.set("ETag", tag);
    answer.set("Cache-Control", "no-cache");
    answer.set("Vary", "Accept-Encoding");
    if (tag.equals(exchange.getRequestHeaders().getFirst("If-None-Match"))) {
      exchange.sendResponseHeaders(304, -1);
      exchange.close();
      return;
    }
    answer.set("Content-Type", asset.type);
    if (zip) {
      answer.set("Content-Encoding", "gzip");
    }
    byte[] body = zip ? asset.zipped : asset.plain;
    exchange.sendResponseHeaders(200, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  private static String resource(String path) throws KioskProblem {
    if (path.equals("/")) {
      return ROOT + "index.html";
    }
    if (path.equals("/assets/preact.js")) {
      return PREACT;
    }
    Matcher asset = ASSET.matcher(path);
    if (!asset.matches()) {
      throw KioskProblem.notFound();
    }
    return ROOT + "assets/" + asset.group(1);
  }

  private Asset find(String resource) throws IOException, KioskProblem {
    Asset asset = known.get(resource);
    if (asset != null) {
      return asset;
    }
    String type = TYPES.get(resource.substring(resource.lastIndexOf('.') + 1));
    try (InputStream in = loader.getResourceAsStream(resource)) {
      if (in == null || type == null) {
        throw KioskProblem.notFound();
      }
      Asset read = Asset.of(in.readAllBytes(), type);
      known.put(resource, read);
      return read;
    }
  }

  private static boolean accepts(Headers request) {
    @Nullable String encodings = request.getFirst("Accept-Encoding");
    return encodings != null && encodings.contains("gzip");
  }

  /**
   * @param tag without its closing quote: what follows tells the encodings apart
   */
  private record Asset(byte[] plain, byte[] zipped, String type, String tag) {

    static Asset of(byte[] plain, String type) throws IOException {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      try (GZIPOutputStream zip = new GZIPOutputStream(out)) {
        zip.write(plain);
      }
      return new Asset(plain, out.toByteArray(), type, "\"" + hash(plain));
    }

    private static String hash(byte[] bytes) {
      try {
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
        return HexFormat.of().formatHex(digest, 0, 12);
      } catch (NoSuchAlgorithmException e) {
        throw new IllegalStateException("this JDK lacks SHA-256", e);
      }
    }
  }
}
