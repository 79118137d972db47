package cubby.gateway.adapter.mqtt;

import io.netty.handler.ssl.SslContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The TLS files as they are now. Each new connection looks at their times, a few microseconds of
 * work; changed files are read again. Files that cannot be used leave the old ones in force until
 * they change once more. Safe for many threads.
 */
final class ReloadingTls {
  private static final Logger log = LoggerFactory.getLogger(ReloadingTls.class);

  private final MqttTls files;
  private final MqttCounts counts;
  private List<String> marks;
  private SslContext context;

  /**
   * @throws IOException where the files cannot be used at the start
   */
  ReloadingTls(MqttTls files, MqttCounts counts) throws IOException {
    this.files = files;
    this.counts = counts;
    this.marks = marks();
    this.context = files.open();
  }

  /** What a connection that begins now uses. */
  synchronized SslContext context() {
    List<String> now = marks();
    if (!now.equals(marks)) {
      // Remembered before it is tried: a broken file is told once, not by every connection.
      marks = now;
      try {
        context = files.open();
        log.info("the TLS files changed and were read again");
      } catch (IOException e) {
        counts.refused(MqttRefusal.TLS_FILES);
        log.error("the TLS files changed and cannot be used; the old ones stay in force", e);
      }
    }
    return context;
  }

  private List<String> marks() {
    List<String> all = new ArrayList<>();
    all.add(mark(files.certificateChain()));
    all.add(mark(files.privateKey()));
    files.clientAuthorities().ifPresent(path -> all.add(mark(path)));
    return all;
  }

  private static String mark(Path file) {
    try {
      return Files.getLastModifiedTime(file) + " " + Files.size(file);
    } catch (IOException e) {
      // A file that is away is a change like another; opening it tells what is wrong.
      return "none";
    }
  }
}
