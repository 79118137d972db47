package cubby.world.kill;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * A program in a JVM of its own. It is spoken to line by line; its own lines start with {@link
 * #MARK}, everything else is its log.
 */
final class Child implements AutoCloseable {
  /** Before each line that a program says to its parent. */
  static final String MARK = "@ ";

  private static final int LOG_LINES = 60;
  private static final long END_SECONDS = 20;

  private final Process process;
  private final OutputStream in;
  private final Thread reader;
  private final Deque<String> log = new ArrayDeque<>();

  private Child(Process process, Consumer<String> said) {
    this.process = process;
    this.in = process.getOutputStream();
    this.reader = Thread.ofPlatform().daemon().name("child-out").start(() -> read(said));
  }

  /**
   * @param said hears each marked line, without its mark, on a thread of its own
   */
  static Child start(Class<?> main, List<String> arguments, Consumer<String> said) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-Xmx160m",
            "--enable-native-access=ALL-UNNAMED",
            "-cp",
            System.getProperty("java.class.path"),
            main.getName()));
    command.addAll(arguments);
    try {
      return new Child(new ProcessBuilder(command).redirectErrorStream(true).start(), said);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Says a line; whether the program still reads is not known. */
  void tell(String line) {
    try {
      in.write((line + "\n").getBytes(StandardCharsets.UTF_8));
      in.flush();
    } catch (IOException e) {
      note("not told: " + line + ", " + e);
    }
  }

  /** Whether the program ended by itself within the time. */
  boolean endsWithin(long millis) {
    try {
      return process.waitFor(millis, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while a child runs", e);
    }
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** SIGKILL; returns once the process is gone and its last line was heard. */
  void kill() {
    process.destroyForcibly();
    try {
      boolean gone = process.waitFor(END_SECONDS, TimeUnit.SECONDS);
      reader.join(TimeUnit.SECONDS.toMillis(END_SECONDS));
      if (!gone || reader.isAlive()) {
        throw new IllegalStateException("process " + process.pid() + " outlives SIGKILL");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while a child ends", e);
    }
  }

  @Override
  public void close() {
    kill();
  }

  /** The end of the program's log, for the story of a failure. */
  String log() {
    synchronized (log) {
      return String.join("\n", log);
    }
  }

  private void read(Consumer<String> said) {
    try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
      for (String line = out.readLine(); line != null; line = out.readLine()) {
        note(line);
        if (line.startsWith(MARK)) {
          said.accept(line.substring(MARK.length()));
        }
      }
    } catch (IOException e) {
      note("its output ended with " + e);
    }
  }

  private void note(String line) {
    synchronized (log) {
      log.addLast(line);
      if (log.size() > LOG_LINES) {
        log.removeFirst();
      }
    }
  }
}
