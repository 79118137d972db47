package cubby.gateway.adapter.notify;

import cubby.gateway.app.port.Clock;
import cubby.gateway.app.port.Messenger;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Keeps the last messages in memory, for the demo's start page. Safe for use by many threads. */
public final class DemoInbox implements Messenger {
  static final int MAX_MESSAGES = 100;

  private final Clock clock;
  private final Deque<Received> messages = new ArrayDeque<>();
  private final Set<String> ids = new HashSet<>();

  public DemoInbox(Clock clock) {
    this.clock = clock;
  }

  @Override
  public synchronized CompletionStage<Void> send(Message message) {
    if (ids.add(message.id())) {
      messages.addFirst(new Received(clock.now(), message));
    }
    if (messages.size() > MAX_MESSAGES) {
      ids.remove(messages.removeLast().message().id());
    }
    return CompletableFuture.completedFuture(null);
  }

  /** The last hundred, newest first. */
  public synchronized List<Received> messages() {
    return new ArrayList<>(messages);
  }

  /** A message and when it came. */
  public record Received(Instant at, Message message) {}
}
