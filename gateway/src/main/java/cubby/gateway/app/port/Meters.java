package cubby.gateway.app.port;

import java.time.Duration;

/** What is counted beside the store and the cabinets. Safe for use by many threads. */
public interface Meters {

  /**
   * A request was answered.
   *
   * @param route the template out of the route table, {@code none} where no route matched
   */
  void httpAnswered(String method, String route, int status, Duration took);

  /** A request was refused by a rate limit with that name. */
  void limited(String limit);

  /** A sign-in ended: {@code code_sent}, {@code rider}, {@code manager} or {@code wrong}. */
  void signIn(String result);

  /** An attempt to deliver a webhook ended: {@code delivered}, {@code retry} or {@code dead}. */
  void webhook(String result);

  /** A message was handed to the messenger, or it failed. */
  void message(Messenger.Kind kind, boolean sent);
}
