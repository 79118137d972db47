package cubby.world.e2e;

import cubby.gateway.app.port.Messenger;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Every phone in the test world: what arrived on them, oldest first. */
final class Inbox implements Messenger {
  private static final Pattern LINK = Pattern.compile("/p/([A-Za-z0-9_-]{20,})");
  private static final Pattern CODE = Pattern.compile("(?<!\\d)(\\d{4,8})(?!\\d)");

  private final List<Message> messages = new CopyOnWriteArrayList<>();

  @Override
  public CompletionStage<Void> send(Message message) {
    messages.add(message);
    return CompletableFuture.completedFuture(null);
  }

  List<Message> on(String phone, Kind kind) {
    return messages.stream()
        .filter(message -> message.kind() == kind && message.phone().endsWith(phone))
        .toList();
  }

  /** The text of the n-th message (from 1) of a kind on a phone; waits for it. */
  String text(String phone, Kind kind, int nth) {
    return Await.until(
            kind + " message " + nth, () -> on(phone, kind), found -> found.size() >= nth)
        .get(nth - 1)
        .text();
  }

  /** The token of the pickup link in a text. */
  static String token(String text) {
    return found(LINK, text);
  }

  /** The code in a text. */
  static String code(String text) {
    return found(CODE, text);
  }

  private static String found(Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text);
    if (!matcher.find()) {
      throw new AssertionError("the message holds no " + pattern + ": " + text);
    }
    return matcher.group(1);
  }
}
