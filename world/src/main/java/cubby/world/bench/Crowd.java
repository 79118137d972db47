package cubby.world.bench;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import cubby.world.site.Ports;
import cubby.world.site.SimulatedSite;
import cubby.world.site.SiteGateway;
import io.netty.util.internal.PlatformDependent;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/**
 * A gateway that knows many cabinets, alone in a process of its own: what it takes in and what it
 * needs is its own doing. The process ends when this one does, however that ends.
 */
final class Crowd implements AutoCloseable {
  private static final long GOODBYE_SECONDS = 10;
  private static final int COLLECTIONS = 4;

  private final Path database;
  private final Process process;
  private final BufferedReader answers;
  private final int port;
  private final List<Ingest.Cabinet> cabinets;

  private Crowd(
      Path database,
      Process process,
      BufferedReader answers,
      int port,
      List<Ingest.Cabinet> cabinets) {
    this.database = database;
    this.process = process;
    this.answers = answers;
    this.port = port;
    this.cabinets = cabinets;
  }

  /** What the process needs by its own account and by the kernel's, in bytes. */
  record Memory(long used, long resident) {}

  /** Starts the process; returns once every cabinet is enrolled. */
  static Crowd start(Path folder, int count) throws IOException {
    Path log = folder.resolve("crowd.log");
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                System.getProperty("java.class.path"),
                BenchMain.class.getName(),
                "serve",
                folder.toString(),
                Integer.toString(count))
            .redirectError(log.toFile())
            .start();
    BufferedReader answers =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    String port = answers.readLine();
    if (port == null) {
      throw new IOException("the gateway's process did not start:\n" + Files.readString(log));
    }
    List<Ingest.Cabinet> cabinets =
        Files.readAllLines(secrets(folder)).stream()
            .map(line -> line.split(" ", 2))
            .map(words -> new Ingest.Cabinet(words[0], ByteString.copyFromUtf8(words[1])))
            .toList();
    return new Crowd(
        data(folder).resolve("gateway.db"), process, answers, Integer.parseInt(port), cabinets);
  }

  private static Path data(Path folder) {
    return folder.resolve("crowd");
  }

  private static Path secrets(Path folder) {
    return folder.resolve("crowd-secrets");
  }

  /** The process itself: serves until its input ends, and counts its memory for each line of it. */
  static void serve(Path folder, int count) throws Exception {
    List<SimulatedSite.Cabinet> models =
        IntStream.range(0, count)
            .mapToObj("load-%04d"::formatted)
            .map(id -> new SimulatedSite.Cabinet(id, id, "PARCEL", "scripted"))
            .toList();
    int httpPort = Ports.free();
    SiteGateway.Place place =
        new SiteGateway.Place(data(folder), httpPort, 0, "http://localhost:" + httpPort, models);
    try (SiteGateway gateway =
            SiteGateway.start(
                place,
                Duration.ofMinutes(2),
                Instant::now,
                message -> CompletableFuture.completedFuture(null));
        BufferedReader questions =
            new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
      List<String> lines = new ArrayList<>();
      for (SimulatedSite.Cabinet model : models) {
        lines.add(model.id() + " " + gateway.enrol(model).secret());
      }
      Files.write(secrets(folder), lines);
      System.out.println(gateway.mqttPort());
      while (questions.readLine() != null) {
        System.out.println(used());
      }
    }
  }

  /** The heap after a collection, and direct memory. */
  private static long used() throws InterruptedException {
    for (int i = 0; i < COLLECTIONS; i++) {
      System.gc();
      Thread.sleep(200);
    }
    long direct =
        ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
            .mapToLong(BufferPoolMXBean::getMemoryUsed)
            .sum();
    long netty = Math.max(0, PlatformDependent.usedDirectMemory());
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory() + direct + netty;
  }

  int port() {
    return port;
  }

  ProcessHandle process() {
    return process.toHandle();
  }

  /** What the gateway's database holds of the first cabinets' events. */
  StoredEvents stored(int count) throws SQLException, InvalidProtocolBufferException {
    return StoredEvents.in(database, cabinets(0, count).stream().map(Ingest.Cabinet::id).toList());
  }

  /** Some of the cabinets, from one place on. */
  List<Ingest.Cabinet> cabinets(int from, int count) {
    return cabinets.subList(from, from + count);
  }

  /** Asks for a collection first. */
  Memory memory() throws IOException {
    process.getOutputStream().write('\n');
    process.getOutputStream().flush();
    String used = answers.readLine();
    if (used == null) {
      throw new IOException("the gateway's process has ended");
    }
    String resident =
        Files.readAllLines(Path.of("/proc", Long.toString(process.pid()), "status")).stream()
            .filter(line -> line.startsWith("VmRSS:"))
            .findFirst()
            .orElseThrow();
    return new Memory(Long.parseLong(used), Long.parseLong(resident.replaceAll("\\D", "")) * 1_024);
  }

  @Override
  public void close() throws IOException, InterruptedException {
    process.getOutputStream().close();
    if (!process.waitFor(GOODBYE_SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly();
    }
  }
}
