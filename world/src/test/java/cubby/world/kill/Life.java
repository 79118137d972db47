package cubby.world.kill;

import static org.junit.jupiter.api.Assertions.assertTrue;

import cubby.world.e2e.Await;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.IntFunction;

/** One process of a program after another, on the same files. For one thread. */
final class Life implements AutoCloseable {
  private final Class<?> main;
  private final IntFunction<List<String>> arguments;
  private final Consumer<String> heard;
  private int lives;
  private volatile String lastWord = "";
  private Child child;

  /**
   * @param arguments of the n-th process, from 1
   * @param heard hears every line that a process says, on a thread of its own
   */
  Life(Class<?> main, IntFunction<List<String>> arguments, Consumer<String> heard) {
    this.main = main;
    this.arguments = arguments;
    this.heard = heard;
    this.child = begin();
  }

  private Child begin() {
    lives++;
    lastWord = "";
    return Child.start(main, arguments.apply(lives), this::hear);
  }

  private void hear(String line) {
    heard.accept(line);
    lastWord = line;
  }

  /** SIGKILL, now; the next process starts. */
  void killAndRestart() {
    child.kill();
    child = begin();
  }

  /** SIGKILL after so long; a process that ends by itself before fails the test. */
  void killAfterAndRestart(long millis, String where) {
    boolean ended = child.endsWithin(millis);
    assertTrue(!ended, () -> where + ": it ended by itself:\n" + child.log());
    killAndRestart();
  }

  void tell(String line) {
    child.tell(line);
  }

  /** Waits until the process has said a line that starts so; it must not have ended by itself. */
  String hears(String beginning) {
    return Await.until("\"" + beginning + "\"", this::lastWord, word -> word.startsWith(beginning));
  }

  /** The last line that the process of now has said; empty where it said none. */
  String lastWord() {
    assertTrue(child.isAlive(), () -> "it ended by itself:\n" + child.log());
    return lastWord;
  }

  @Override
  public void close() {
    child.close();
  }
}
