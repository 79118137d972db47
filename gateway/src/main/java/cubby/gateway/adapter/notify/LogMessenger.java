package cubby.gateway.adapter.notify;

import cubby.gateway.app.port.Messenger;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs that a message was to be sent, without its text and receiver: a log never holds a code, a
 * link or a phone number. For a gateway whose operator has not connected a sender yet.
 */
public final class LogMessenger implements Messenger {
  private static final Logger LOG = LoggerFactory.getLogger(LogMessenger.class);

  @Override
  public CompletionStage<Void> send(Message message) {
    LOG.info(
        "message {} of kind {} in {}: no sender is configured, the text goes nowhere",
        message.id(),
        message.kind(),
        message.language().toLanguageTag());
    return CompletableFuture.completedFuture(null);
  }
}
