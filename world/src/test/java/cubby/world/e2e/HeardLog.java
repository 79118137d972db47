package cubby.world.e2e;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import ch.qos.logback.core.encoder.Encoder;
import cubby.agent.boot.AgentLogging;
import cubby.agent.boot.AgentSettings;
import cubby.gateway.boot.GatewayLogging;
import cubby.gateway.boot.GatewaySettings;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.LoggerFactory;

/**
 * Everything that is logged while it listens, as the programs themselves would write it: in JSON
 * and as text. Our own classes are heard down to DEBUG, which the programs do not even write.
 */
final class HeardLog extends AppenderBase<ILoggingEvent> implements AutoCloseable {
  private static final String OURS = "cubby";

  private final List<String> json = new CopyOnWriteArrayList<>();
  private final List<String> text = new CopyOnWriteArrayList<>();
  private final LoggerContext logging = (LoggerContext) LoggerFactory.getILoggerFactory();
  private final Logger root = logging.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
  private final Encoder<ILoggingEvent> agentJson =
      AgentLogging.encoder(logging, AgentSettings.LogFormat.JSON);
  private final Encoder<ILoggingEvent> gatewayJson =
      GatewayLogging.encoder(logging, GatewaySettings.LogFormat.JSON);
  private final Encoder<ILoggingEvent> gatewayText =
      GatewayLogging.encoder(logging, GatewaySettings.LogFormat.TEXT);

  HeardLog() {
    setContext(logging);
    start();
    root.addAppender(this);
    logging.getLogger(OURS).setLevel(Level.DEBUG);
  }

  @Override
  protected void append(ILoggingEvent event) {
    boolean agents = event.getLoggerName().startsWith("cubby.agent");
    json.add(line(agents ? agentJson : gatewayJson, event));
    text.add(line(gatewayText, event));
  }

  private static String line(Encoder<ILoggingEvent> encoder, ILoggingEvent event) {
    return new String(encoder.encode(event), StandardCharsets.UTF_8);
  }

  /** One line an event. */
  List<String> json() {
    return List.copyOf(json);
  }

  /** All of it in both forms. */
  String all() {
    return String.join("", json) + String.join("", text);
  }

  @Override
  public void close() {
    root.detachAppender(this);
    logging.getLogger(OURS).setLevel(null);
    stop();
  }
}
