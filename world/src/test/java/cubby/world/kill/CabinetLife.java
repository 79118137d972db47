package cubby.world.kill;

import static org.junit.jupiter.api.Assertions.assertFalse;

import cubby.world.e2e.Await;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** One life of the cabinet's process after another, on the same files. */
final class CabinetLife implements AutoCloseable {
  private final CabinetFiles files;
  private final int mqttPort;
  private final AtomicInteger lives = new AtomicInteger();
  private final List<Answer> answers = new ArrayList<>();
  private volatile String lastWord = "";
  private volatile long startedEpoch;
  private volatile Child child;

  /** What the person at the screen was told. */
  record Answer(String code, String answer, int compartment, long epoch) {}

  CabinetLife(CabinetFiles files, int mqttPort) {
    this.files = files;
    this.mqttPort = mqttPort;
    this.child = begin();
  }

  private Child begin() {
    lastWord = "";
    List<String> arguments =
        List.of(
            files.folder().toString(),
            Integer.toString(mqttPort),
            Integer.toString(lives.incrementAndGet()));
    return Child.start(KilledAgentMain.class, arguments, this::heard);
  }

  private void heard(String line) {
    String[] words = line.split(" ");
    switch (words[0]) {
      case "answer" -> {
        synchronized (answers) {
          answers.add(
              new Answer(words[1], words[2], Integer.parseInt(words[3]), Long.parseLong(words[4])));
        }
      }
      case "started" -> startedEpoch = Long.parseLong(words[1]);
      default -> lastWord = line;
    }
  }

  /** Kills the process and starts the next one. */
  void killAndRestart() {
    child.kill();
    child = begin();
  }

  void kill() {
    child.kill();
  }

  void restart() {
    child = begin();
  }

  /** The child of now. */
  Child child() {
    return child;
  }

  void tell(String line) {
    child.tell(line);
  }

  /** Waits until the process has said a line that starts so; it must not have ended by itself. */
  String hears(String beginning) {
    return Await.until(
        "\"" + beginning + "\" from the cabinet",
        () -> {
          assertFalse(!child.isAlive(), () -> "the cabinet ended:\n" + child.log());
          return lastWord;
        },
        word -> word.startsWith(beginning));
  }

  /** The last epoch that a process told of. */
  long startedEpoch() {
    return startedEpoch;
  }

  List<Answer> answers() {
    synchronized (answers) {
      return List.copyOf(answers);
    }
  }

  @Override
  public void close() {
    child.close();
  }
}
