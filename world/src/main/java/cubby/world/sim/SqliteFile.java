package cubby.world.sim;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A SQLite database that survives its user's death: at that moment the file and its write-ahead log
 * are copied as they lie, and the next life opens the copy. What the dead one still does to the old
 * file (closing it tidies up the log) reaches nobody.
 */
final class SqliteFile {
  private static final String LOG = "-wal";

  /** The shared index of the log belongs to living processes only: it is never copied. */
  private static final List<String> ALL = List.of("", LOG, "-shm", "-journal");

  private final Path folder;
  private final String name;
  private int lives;
  private int copies;
  private boolean imageTaken;

  private SqliteFile(Path folder, String name) {
    this.folder = folder;
    this.name = name;
  }

  static SqliteFile copyOf(Path template, Path folder, String name) {
    SqliteFile file = new SqliteFile(folder, name);
    copy(template, file.path());
    return file;
  }

  /** Another database with the same content; nothing may be half written. */
  SqliteFile copy() {
    SqliteFile copy = new SqliteFile(folder, name + "-" + lives + "-" + ++copies);
    copy(path(), copy.path());
    copy(beside(path(), LOG), beside(copy.path(), LOG));
    return copy;
  }

  /** Of the present life. */
  Path path() {
    return of(lives);
  }

  private Path of(int life) {
    return folder.resolve(name + "-" + life + ".db");
  }

  /** The moment of death; a second one within the same death changes nothing. */
  void takeImage() {
    if (!imageTaken) {
      imageTaken = true;
      copy(path(), of(lives + 1));
      copy(beside(path(), LOG), beside(of(lives + 1), LOG));
    }
  }

  /** From now on the image is the file; the old one must be closed. */
  void toImage() {
    delete();
    lives++;
    imageTaken = false;
  }

  private void delete() {
    try {
      for (String part : ALL) {
        Files.deleteIfExists(beside(path(), part));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path beside(Path file, String suffix) {
    return file.resolveSibling(file.getFileName() + suffix);
  }

  private static void copy(Path from, Path to) {
    try {
      if (Files.exists(from)) {
        Files.copy(from, to);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
