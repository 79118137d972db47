package cubby.gateway.adapter.http;

import java.util.concurrent.CompletionStage;

/** What stands behind the server. */
public interface Handler {

  /**
   * Answers one request. Called on an event loop: must not block; the stage may complete on any
   * thread. A failed stage is logged and answered with an internal error.
   */
  CompletionStage<Response> handle(Request request);

  /** Writes down a problem that the server met before any handler. Quick and pure. */
  Response.Full refuse(Problem problem);
}
