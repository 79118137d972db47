package cubby.world.e2e;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.sqlite.SQLiteConfig;

/** Reads the gateway's database beside the gateway that runs on it. */
final class GatewayFiles {
  private static final int BUSY_MILLIS = 10_000;

  private GatewayFiles() {}

  /** The newest version of the cabinet's desired state that was committed. */
  static long desiredVersion(Path dataFolder, String cabinet) {
    SQLiteConfig config = new SQLiteConfig();
    config.setReadOnly(true);
    config.setBusyTimeout(BUSY_MILLIS);
    try (Connection connection =
            config.createConnection("jdbc:sqlite:" + dataFolder.resolve("gateway.db"));
        PreparedStatement select =
            connection.prepareStatement("SELECT desired_version FROM cabinets WHERE id = ?")) {
      select.setString(1, cabinet);
      try (ResultSet row = select.executeQuery()) {
        return row.next() ? row.getLong(1) : 0;
      }
    } catch (SQLException e) {
      throw new IllegalStateException("the gateway's database cannot be read", e);
    }
  }

  /** Makes the second folder hold what the first one holds, and nothing else. */
  static void copy(Path from, Path to) throws IOException {
    Files.createDirectories(to);
    try (DirectoryStream<Path> old = Files.newDirectoryStream(to)) {
      for (Path file : old) {
        Files.delete(file);
      }
    }
    try (DirectoryStream<Path> files = Files.newDirectoryStream(from)) {
      for (Path file : files) {
        Files.copy(file, to.resolve(file.getFileName()), StandardCopyOption.COPY_ATTRIBUTES);
      }
    }
  }
}
