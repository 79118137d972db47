package cubby.world.bench;

import com.google.protobuf.ByteString;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * What idle cabinets cost the gateway: heap and direct memory of this process, not of the kernel.
 */
final class Memory {
  private static final String READY = "all are in";
  private static final int COLLECTIONS = 4;

  private Memory() {}

  /**
   * Bytes per connection. The cabinets are held by a process of their own, so that only the
   * gateway's side is counted.
   */
  static double bytesPerConnection(int port, List<Ingest.Cabinet> cabinets, Path folder)
      throws IOException, InterruptedException {
    Path names = folder.resolve("guests");
    Files.write(
        names, cabinets.stream().map(one -> one.id() + " " + one.secret().toStringUtf8()).toList());
    long before = used();
    Process guests =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-cp",
                System.getProperty("java.class.path"),
                BenchMain.class.getName(),
                "hold",
                Integer.toString(port),
                names.toString())
            .redirectError(folder.resolve("guests.log").toFile())
            .start();
    try (BufferedReader out =
        new BufferedReader(
            new InputStreamReader(guests.getInputStream(), StandardCharsets.UTF_8))) {
      String line = out.readLine();
      if (!READY.equals(line)) {
        throw new IOException("not every cabinet was let in, see " + folder.resolve("guests.log"));
      }
      return (double) (used() - before) / cabinets.size();
    } finally {
      guests.destroy();
      if (!guests.waitFor(10, TimeUnit.SECONDS)) {
        guests.destroyForcibly();
      }
    }
  }

  /** The other process: lets all cabinets in and keeps them until it is ended. */
  static void hold(int port, Path names) throws Exception {
    List<Ingest.Cabinet> cabinets =
        Files.readAllLines(names).stream()
            .map(line -> line.split(" ", 2))
            .map(words -> new Ingest.Cabinet(words[0], ByteString.copyFromUtf8(words[1])))
            .toList();
    try (AutoCloseable held = Connects.hold(port, cabinets)) {
      System.out.println(READY);
      Thread.currentThread().join();
    }
  }

  private static long used() throws InterruptedException {
    for (int i = 0; i < COLLECTIONS; i++) {
      System.gc();
      Thread.sleep(200);
    }
    long direct =
        ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
            .mapToLong(BufferPoolMXBean::getMemoryUsed)
            .sum();
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory() + direct;
  }
}
