package cubby.gateway.adapter.notify;

import cubby.gateway.app.port.Messenger;
import java.io.PrintStream;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Prints messages in clear to a stream that is not the log: for trying the gateway out at a
 * terminal, by {@code messages: print}.
 */
public final class PrintMessenger implements Messenger {
  private final PrintStream out;

  public PrintMessenger(PrintStream out) {
    this.out = out;
  }

  @Override
  public CompletionStage<Void> send(Message message) {
    out.println("message to " + message.phone() + ": " + message.text());
    return CompletableFuture.completedFuture(null);
  }
}
