package cubby.gateway.adapter.http;

import io.netty.handler.codec.http.HttpHeaders;

/** The headers that every answer carries. */
final class Headers {
  /** Pages load only our own files and are never framed (see also the pages' own rules). */
  private static final String CONTENT_SECURITY_POLICY =
      "default-src 'self'; img-src 'self' data:; style-src 'self'; object-src 'none'; "
          + "base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

  private Headers() {}

  static void fill(HttpHeaders headers, Response.Full answer, boolean secure) {
    headers.set("Content-Security-Policy", CONTENT_SECURITY_POLICY);
    headers.set("X-Content-Type-Options", "nosniff");
    headers.set("Referrer-Policy", "no-referrer");
    headers.set("Cross-Origin-Resource-Policy", "same-origin");
    headers.set("Cache-Control", "no-store");
    if (secure) {
      headers.set("Strict-Transport-Security", "max-age=31536000");
    }
    answer.headers().forEach(headers::set);
  }

  /** 304 without a body where the client already has this answer. */
  static Response.Full unlessKnown(Response.Full answer, String ifNoneMatch) {
    String tag = answer.headers().get("ETag");
    if (tag == null || answer.status() != 200 || !names(ifNoneMatch, tag)) {
      return answer;
    }
    return new Response.Full(304, answer.headers(), Body.EMPTY);
  }

  private static boolean names(String ifNoneMatch, String tag) {
    for (String known : ifNoneMatch.split(",", -1)) {
      if (known.strip().equals(tag) || known.strip().equals("*")) {
        return true;
      }
    }
    return false;
  }
}
