package cubby.world.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Debian's mosquitto on a port of its own, for comparison; ends with {@link #close}. */
final class Mosquitto implements AutoCloseable {
  private static final List<Path> PLACES =
      List.of(Path.of("/usr/sbin/mosquitto"), Path.of("/usr/local/sbin/mosquitto"));
  private static final long MOST_START_NANOS = TimeUnit.SECONDS.toNanos(10);

  private final Process process;
  private final int port;

  private Mosquitto(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  /** Where the broker is installed; empty where it is not. */
  static Optional<Path> binary() {
    return PLACES.stream().filter(Files::isExecutable).findFirst();
  }

  /**
   * @param folder for the configuration and the log
   */
  static Mosquitto start(Path folder) throws IOException, InterruptedException {
    Path binary =
        binary()
            .orElseThrow(() -> new IOException("mosquitto is missing: apt-get install mosquitto"));
    int port = freePort();
    Path configuration = folder.resolve("mosquitto.conf");
    Files.writeString(
        configuration,
        """
        listener %d 127.0.0.1
        allow_anonymous true
        set_tcp_nodelay true
        persistence false
        max_inflight_messages 0
        max_queued_messages 0
        log_type error
        """
            .formatted(port));
    Process process =
        new ProcessBuilder(binary.toString(), "-c", configuration.toString())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("mosquitto.log").toFile())
            .start();
    // Also where the measurement is interrupted.
    Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(process::destroy));
    Mosquitto mosquitto = new Mosquitto(process, port);
    mosquitto.awaitListening();
    return mosquitto;
  }

  int port() {
    return port;
  }

  ProcessHandle process() {
    return process.toHandle();
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(5, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }

  private void awaitListening() throws IOException, InterruptedException {
    long deadline = System.nanoTime() + MOST_START_NANOS;
    while (true) {
      try (Socket probe = new Socket()) {
        probe.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1_000);
        return;
      } catch (IOException e) {
        if (!process.isAlive() || System.nanoTime() > deadline) {
          close();
          throw new IOException("mosquitto did not start on port " + port, e);
        }
        Thread.sleep(20);
      }
    }
  }

  /** A port that was free a moment ago. */
  static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
