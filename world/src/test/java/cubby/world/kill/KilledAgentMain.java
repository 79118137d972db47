package cubby.world.kill;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import cubby.agent.app.Cabinet;
import cubby.agent.boot.AgentProcess;
import cubby.hardware.CabinetHardware;
import cubby.hardware.SystemTimeline;
import cubby.hardware.sim.SimulatedCabinet;
import cubby.hardware.sim.SimulatedCabinetFile;
import cubby.world.kill.CabinetFiles.Energised;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.CompletableFuture;
import org.slf4j.LoggerFactory;

/**
 * The agent as it ships, on a simulated cabinet whose energised coils are written to a file the
 * moment they go on. Standard input is the person at the cabinet: {@code put|take|close n}, {@code
 * code 12345678}, {@code hold POINT}, {@code status}.
 */
final class KilledAgentMain {
  private final SimulatedCabinet plant;
  private final AgentProcess agent;

  private KilledAgentMain(SimulatedCabinet plant, AgentProcess agent) {
    this.plant = plant;
    this.agent = agent;
  }

  public static void main(String[] args) throws Exception {
    if (LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME) instanceof Logger root) {
      root.setLevel(Level.INFO);
    }
    CabinetFiles files = new CabinetFiles(Path.of(args[0]));
    SystemTimeline timeline =
        new SystemTimeline(failure -> {
          throw new IllegalStateException(failure);
        });
    SimulatedCabinet plant =
        SimulatedCabinet.create(
            CabinetFiles.profile(),
            timeline,
            new SimulatedCabinet.Options(Long.parseLong(args[2]), true),
            new SimulatedCabinetFile(files.plant()));
    FileChannel coils =
        FileChannel.open(
            files.coils(),
            StandardOpenOption.CREATE,
            StandardOpenOption.WRITE,
            StandardOpenOption.APPEND);
    HeldLocks locks = new HeldLocks(plant.hardware().locks());
    CabinetHardware hardware = new CabinetHardware(plant.profile(), locks, null, null);
    // A coil may go on before this thread knows the epoch: its line waits, and so does the agent.
    CompletableFuture<Long> epoch = new CompletableFuture<>();
    plant.listenToCoils(change -> {
      if (change.energised()) {
        append(coils, new Energised(epoch.join(), change.door(), change.uptimeMillis()));
      }
    });
    AgentProcess agent =
        AgentProcess.start(files.settings(Integer.parseInt(args[1])), hardware, timeline);
    long started = agent.cabinet().snapshot().epoch();
    epoch.complete(started);
    say("started " + started);
    new KilledAgentMain(plant, agent).obey(locks);
  }

  private static void append(FileChannel coils, Energised coil) {
    try {
      // One write: a line is there whole or not at all, whatever happens next.
      coils.write(ByteBuffer.wrap((coil.line() + "\n").getBytes(StandardCharsets.US_ASCII)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static void say(String line) {
    byte[] bytes = (Child.MARK + line + "\n").getBytes(StandardCharsets.UTF_8);
    synchronized (System.out) {
      System.out.write(bytes, 0, bytes.length);
      System.out.flush();
    }
  }

  private void obey(HeldLocks locks) throws IOException {
    try (BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        String[] words = line.split(" ");
        switch (words[0]) {
          case "put" -> plant.put(Integer.parseInt(words[1]), words[2]);
          case "take" -> plant.take(Integer.parseInt(words[1]));
          case "close" -> plant.close(Integer.parseInt(words[1]));
          case "code" -> type(words[1]);
          case "hold" -> locks.holdAt(HeldLocks.Point.valueOf(words[1]));
          case "status" -> status();
          default -> throw new IllegalArgumentException(line);
        }
      }
    }
    // The parent is gone: nobody would end this process.
    System.exit(1);
  }

  private void type(String code) {
    var unused =
        agent
            .cabinet()
            .codeTyped(code)
            .thenAccept(answer -> {
              long epoch = agent.cabinet().snapshot().epoch();
              say(
                  "answer %s %s %d %d"
                      .formatted(code, answer.answer(), answer.compartment(), epoch));
            });
  }

  private void status() {
    Cabinet.Snapshot now = agent.cabinet().snapshot();
    say("status %d %d".formatted(now.epoch(), now.lastSequence()));
  }
}
