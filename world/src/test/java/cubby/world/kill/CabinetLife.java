package cubby.world.kill;

import java.util.ArrayList;
import java.util.List;

/** The lives of the cabinet's process, and what it told the people in front of it. */
final class CabinetLife implements AutoCloseable {
  private static final long NOT_YET = Long.MAX_VALUE;

  private final Life life;
  private final List<Answer> answers = new ArrayList<>();
  private volatile long startedEpoch = NOT_YET;

  /** What the person at the screen was told. */
  record Answer(String code, String answer, int compartment, long epoch) {}

  CabinetLife(CabinetFiles files, int mqttPort) {
    this.life =
        new Life(
            KilledAgentMain.class,
            nth ->
                List.of(
                    files.folder().toString(), Integer.toString(mqttPort), Integer.toString(nth)),
            this::heard);
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
      default -> {}
    }
  }

  /** SIGKILL after so long, and the next process. */
  void killAfterAndRestart(long millis, String where) {
    life.killAfterAndRestart(millis, where);
    startedEpoch = NOT_YET;
  }

  void tell(String line) {
    life.tell(line);
  }

  /** See {@link Life#hears}. */
  String hears(String beginning) {
    return life.hears(beginning);
  }

  /** The last line that the process of now has said. */
  String lastWord() {
    return life.lastWord();
  }

  /** Whether the process of now has begun this epoch. */
  boolean isIn(long epoch) {
    return startedEpoch == epoch;
  }

  List<Answer> answers() {
    synchronized (answers) {
      return List.copyOf(answers);
    }
  }

  @Override
  public void close() {
    life.close();
  }
}
