package cubby.gateway.adapter.api;

import cubby.gateway.adapter.http.Body;
import cubby.gateway.adapter.http.Problem;
import cubby.gateway.adapter.http.Response;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.regex.Pattern;

/**
 * The pages and their parts, out of the class path, kept in memory with their compressed form. Only
 * what exists is kept, so no request can fill the memory.
 */
final class Pages {
  private static final String PREACT_POM = "/META-INF/maven/org.webjars.npm/preact/pom.properties";
  private static final String PREACT = "/META-INF/resources/webjars/preact/%s/dist/%s";
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]+(\\.[A-Za-z0-9_-]+)*");
  private static final Map<String, String> TYPES =
      Map.of(
          "html", "text/html; charset=utf-8",
          "js", "text/javascript; charset=utf-8",
          "css", "text/css; charset=utf-8",
          "svg", "image/svg+xml",
          "json", "application/json",
          "webmanifest", "application/manifest+json",
          "png", "image/png",
          "ico", "image/x-icon",
          "woff2", "font/woff2",
          "txt", "text/plain; charset=utf-8");

  private final String root;
  private final ConcurrentMap<String, Response.Full> kept = new ConcurrentHashMap<>();

  /**
   * @param root the folder in the class path, with slashes at both ends
   */
  Pages(String root) {
    this.root = root;
  }

  List<Route> routes() {
    return List.of(
        page("/", "index.html"),
        page("/c/{id}", "rider.html"),
        page("/p/{token}", "pickup.html"),
        page("/manage", "manage.html"),
        page("/manage/sign-in", "manage.html"),
        Route.get("/assets/{name}", Access.ANYONE, null, call -> asset(call.param("name"))),
        Route.get("/problems/{slug}", Access.ANYONE, null, call -> about(call.param("slug"))));
  }

  /** What a person sees who opens an address that leads nowhere; programs get a problem. */
  Response.Full missing() {
    return find(root + "missing.html", false)
        .map(page -> new Response.Full(404, page.headers(), page.body()))
        .orElseGet(() -> Json.problem(Problem.notFound()));
  }

  private Route page(String template, String file) {
    return Route.get(template, Access.HOLDER, null, call -> done(find(root + file, false)));
  }

  private CompletionStage<Response> asset(String name) {
    if (!NAME.matcher(name).matches()) {
      return done(Optional.empty());
    }
    return done(
        name.equals("preact.js") ? find(preact(), true) : find(root + "assets/" + name, true));
  }

  /** A problem's type is an address; whoever opens it gets a word. */
  private static CompletionStage<Response> about(String slug) {
    String text =
        NAME.matcher(slug).matches()
            ? "A type of problem of the Cubby interface: " + slug + ". See /api/v1/openapi.yaml.\n"
            : "A type of problem of the Cubby interface. See /api/v1/openapi.yaml.\n";
    return CompletableFuture.completedFuture(
        Response.of(200, "text/plain; charset=utf-8", Body.plain(text)));
  }

  private static CompletionStage<Response> done(Optional<Response.Full> found) {
    return CompletableFuture.completedFuture(
        found.orElseGet(() -> Json.problem(Problem.notFound())));
  }

  private Optional<Response.Full> find(String resource, boolean cacheable) {
    Response.Full known = kept.get(resource);
    if (known != null) {
      return Optional.of(known);
    }
    return bytes(resource)
        .map(content -> kept.computeIfAbsent(resource, r -> answer(r, content, cacheable)));
  }

  private static Response.Full answer(String resource, byte[] content, boolean cacheable) {
    String extension = resource.substring(resource.lastIndexOf('.') + 1);
    String type = TYPES.getOrDefault(extension, "application/octet-stream");
    boolean text = !extension.equals("png") && !extension.equals("woff2");
    Response.Full answer =
        Response.of(200, type, text ? Body.compressible(content) : Body.plain(content));
    // Pages name rights and cabinets in their address: nothing of them stays in a cache.
    return cacheable
        ? answer.with("ETag", tagOf(content)).with("Cache-Control", "no-cache")
        : answer;
  }

  /** Weak, because the compressed form has the same tag. */
  private static String tagOf(byte[] content) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(content);
      return "W/\"" + HexFormat.of().formatHex(hash, 0, 12) + "\"";
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this JDK lacks SHA-256", e);
    }
  }

  private static String preact() {
    java.util.Properties pom = new java.util.Properties();
    try (InputStream in = Pages.class.getResourceAsStream(PREACT_POM)) {
      if (in == null) {
        throw new IllegalStateException("the preact WebJar is not in the class path");
      }
      pom.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException("the preact WebJar cannot be read", e);
    }
    return PREACT.formatted(pom.getProperty("version"), "preact.module.js");
  }

  private static Optional<byte[]> bytes(String resource) {
    try (InputStream in = Pages.class.getResourceAsStream(resource)) {
      return in == null ? Optional.empty() : Optional.of(in.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(resource + " cannot be read", e);
    }
  }
}
