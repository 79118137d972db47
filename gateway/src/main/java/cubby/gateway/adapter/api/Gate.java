package cubby.gateway.adapter.api;

import cubby.gateway.adapter.http.Request;
import cubby.gateway.app.usecase.PartnerAccess;
import cubby.gateway.app.usecase.SignInUseCases;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Decides who calls and whether the call may go on: sessions, keys, and the defence against
 * requests that another site makes a browser send.
 */
final class Gate {
  private static final String BEARER = "Bearer ";
  private static final int LONGEST_KEY = 128;

  private final SignInUseCases signIns;
  private final PartnerAccess partners;
  private final SessionCookie cookie;
  private final String publicOrigin;
  private final boolean demo;

  Gate(
      SignInUseCases signIns,
      PartnerAccess partners,
      SessionCookie cookie,
      URI publicUrl,
      boolean demo) {
    this.signIns = signIns;
    this.partners = partners;
    this.cookie = cookie;
    this.publicOrigin = originOf(publicUrl);
    this.demo = demo;
  }

  /** The caller; the stage fails with a {@link ProblemException} where the call may not go on. */
  CompletionStage<Caller> admit(Route route, Request request) {
    checkForm(route, request);
    return switch (route.access()) {
      case PARTNER -> partner(request);
      case HOLDER -> CompletableFuture.completedFuture(Caller.UNKNOWN);
      case DEMO -> demo();
      case ANYONE -> caller(request);
      case RIDER -> caller(request).thenApply(c -> need(c, c.isRider()));
      case MANAGER -> caller(request).thenApply(c -> need(c, c.isManager()));
      case RIDER_OR_MANAGER ->
          caller(request).thenApply(c -> need(c, c.isRider() || c.isManager()));
    };
  }

  private void checkForm(Route route, Request request) {
    if (route.method().equals("GET")) {
      return;
    }
    if (route.access() != Access.PARTNER) {
      checkOrigin(request);
    }
    boolean wantsJson = route.takes() != null;
    if ((wantsJson || request.hasBody()) && !isJson(request.header("Content-Type").orElse(""))) {
      throw new ProblemException(Problems.notJson());
    }
  }

  /**
   * Browsers say where a request comes from; without a word from the browser only requests without
   * a session cookie pass, since those carry no power of anybody's.
   */
  private void checkOrigin(Request request) {
    Optional<String> site = request.header("Sec-Fetch-Site");
    Optional<String> origin = request.header("Origin");
    boolean same;
    if (origin.isPresent()) {
      same = isOwn(origin.get(), request) && site.map("same-origin"::equals).orElse(true);
    } else if (site.isPresent()) {
      same = site.get().equals("same-origin");
    } else {
      same = cookie.token(request).isEmpty();
    }
    if (!same) {
      throw new ProblemException(Problems.otherOrigin());
    }
  }

  private boolean isOwn(String origin, Request request) {
    String host = request.header("Host").orElse("").toLowerCase(Locale.ROOT);
    String given = origin.toLowerCase(Locale.ROOT);
    return given.equals(publicOrigin)
        || given.equals("http://" + host)
        || given.equals("https://" + host);
  }

  private static boolean isJson(String contentType) {
    String[] parts = contentType.toLowerCase(Locale.ROOT).split(";", -1);
    for (int i = 1; i < parts.length; i++) {
      String parameter = parts[i].strip().replace("\"", "");
      if (parameter.startsWith("charset=") && !parameter.equals("charset=utf-8")) {
        return false;
      }
    }
    return parts[0].strip().equals("application/json");
  }

  private CompletionStage<Caller> caller(Request request) {
    return cookie
        .token(request)
        .map(token -> signIns.session(token).thenApply(s -> s.map(Caller::of)))
        .orElseGet(() -> CompletableFuture.completedFuture(Optional.empty()))
        .thenApply(found -> found.orElse(Caller.UNKNOWN));
  }

  private static Caller need(Caller caller, boolean allowed) {
    if (!allowed) {
      throw new ProblemException(
          caller.session().isEmpty() ? Problems.signInNeeded() : Problems.forbidden());
    }
    return caller;
  }

  private CompletionStage<Caller> partner(Request request) {
    String header = request.header("Authorization").orElse("");
    if (!header.startsWith(BEARER) || header.length() > LONGEST_KEY) {
      throw new ProblemException(Problems.keyNeeded());
    }
    return partners
        .byKey(header.substring(BEARER.length()).strip())
        .thenApply(found ->
            found.map(Caller::of).orElseThrow(() -> new ProblemException(Problems.keyNeeded())));
  }

  private CompletionStage<Caller> demo() {
    if (!demo) {
      throw new ProblemException(cubby.gateway.adapter.http.Problem.notFound());
    }
    return CompletableFuture.completedFuture(Caller.UNKNOWN);
  }

  private static String originOf(URI url) {
    String port = url.getPort() < 0 ? "" : ":" + url.getPort();
    return (url.getScheme() + "://" + url.getHost() + port).toLowerCase(Locale.ROOT);
  }
}
