package cubby.agent.adapter.store;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.sqlite.SQLiteErrorCode;

/** Damaged journals: kept under another name, for whoever wants to know what happened. */
final class SetAside {
  private static final String MARK = ".damaged-";

  private SetAside() {}

  /** Whether SQLite says that the file itself is broken, not that it is in use or the disk full. */
  static boolean isDamage(java.sql.SQLException e) {
    int code = e.getErrorCode() & 0xFF;
    return code == SQLiteErrorCode.SQLITE_CORRUPT.code
        || code == SQLiteErrorCode.SQLITE_NOTADB.code;
  }

  /**
   * Moves the file and its logs out of the way; the file last, so that a start in between finds it
   * again.
   *
   * @return the file's new name
   */
  static Path move(Path file) throws IOException {
    int number = 1;
    while (Files.exists(named(file, number, ""))) {
      number++;
    }
    for (String suffix : new String[] {"-wal", "-shm", ""}) {
      Path part = file.resolveSibling(file.getFileName() + suffix);
      if (Files.exists(part)) {
        Files.move(part, named(file, number, suffix), StandardCopyOption.REPLACE_EXISTING);
      }
    }
    return named(file, number, "");
  }

  /** Whether there was a damaged journal and no new one has been made since. */
  static boolean isMissing(Path file) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    if (Files.exists(file) || folder == null || !Files.isDirectory(folder)) {
      return false;
    }
    try (DirectoryStream<Path> found =
        Files.newDirectoryStream(folder, file.getFileName() + MARK + "*")) {
      return found.iterator().hasNext();
    }
  }

  private static Path named(Path file, int number, String suffix) {
    return file.resolveSibling(file.getFileName() + MARK + number + suffix);
  }
}
