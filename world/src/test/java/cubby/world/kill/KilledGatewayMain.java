package cubby.world.kill;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import cubby.gateway.adapter.host.SecureEntropy;
import cubby.gateway.adapter.host.SystemClock;
import cubby.gateway.app.Retention;
import cubby.gateway.app.port.Messenger;
import cubby.gateway.boot.EnrolmentFiles;
import cubby.gateway.boot.GatewayProcess;
import cubby.gateway.boot.GatewaySettings;
import cubby.gateway.domain.site.SiteSettings;
import cubby.world.kill.GatewayFiles.Delivered;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.slf4j.LoggerFactory;

/** The gateway as it ships, with phones that are lines in a file. Ends with its parent. */
final class KilledGatewayMain {
  private static final Duration GRACE = Duration.ofMillis(400);

  private KilledGatewayMain() {}

  public static void main(String[] args) throws IOException {
    if (LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME) instanceof Logger root) {
      root.setLevel(Level.INFO);
    }
    GatewayFiles files = new GatewayFiles(Path.of(args[0]));
    CabinetFiles cabinet = new CabinetFiles(files.folder());
    GatewayProcess gateway =
        GatewayProcess.start(
            settings(files, Integer.parseInt(args[1]), Integer.parseInt(args[2])),
            new SystemClock(),
            new SecureEntropy(),
            new Phones(files.messages()));
    if (!cabinet.secrets().isEnrolled()) {
      EnrolmentFiles enrolled = gateway.enrol(CabinetFiles.CABINET);
      cabinet
          .secrets()
          .enrol(enrolled.secret(), enrolled.cabinetKey(), enrolled.gatewayPublicKeys());
    }
    KilledAgentMain.say("ready");
    while (System.in.read() >= 0) {
      // Nothing is said to a gateway; the end of input is the end of the parent.
    }
    System.exit(1);
  }

  private static GatewaySettings settings(GatewayFiles files, int httpPort, int mqttPort) {
    SiteSettings usual = SiteSettings.defaults();
    SiteSettings site =
        new SiteSettings(
            usual.parcel(),
            usual.meal(),
            usual.doorReminder(),
            usual.doorAjar(),
            GRACE,
            usual.keepWarmMilliCelsius(),
            usual.notices(),
            "en");
    return new GatewaySettings(
        new GatewaySettings.Http(
            httpPort, "127.0.0.1", Optional.of(URI.create("http://localhost:" + httpPort)), false),
        new GatewaySettings.Mqtt(mqttPort, "127.0.0.1", Optional.empty()),
        files.data(),
        false,
        GatewaySettings.LogFormat.TEXT,
        GatewaySettings.Messages.LOG,
        Retention.Kept.USUAL,
        List.of(new GatewaySettings.Site("site", "Site", site)),
        List.of(
            new GatewaySettings.Cabinet(
                CabinetFiles.CABINET, "site", "Cabinet", GatewaySettings.Kind.PARCEL, "")));
  }

  /** Every phone of the world. */
  private static final class Phones implements Messenger {
    private final FileChannel lines;

    Phones(Path file) throws IOException {
      this.lines =
          FileChannel.open(
              file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND);
    }

    @Override
    public CompletionStage<Void> send(Message message) {
      Delivered text = new Delivered(message.id(), message.kind(), message.phone(), message.text());
      try {
        // One write: a line is there whole or not at all, whatever happens next.
        lines.write(ByteBuffer.wrap((text.line() + "\n").getBytes(StandardCharsets.US_ASCII)));
        return CompletableFuture.completedFuture(null);
      } catch (IOException e) {
        return CompletableFuture.failedFuture(e);
      }
    }
  }
}
