package cubby.gateway.adapter.store;

import cubby.gateway.app.port.StoreException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/** Opens the file's connections and closes them all. */
final class Connections {
  private static final Logger log = LoggerFactory.getLogger(Connections.class);

  private static final int BUSY_TIMEOUT_MILLIS = 5_000;

  /** 32 MiB of log between checkpoints: one every few groups at most, not one in each. */
  private static final int CHECKPOINT_PAGES = 8_192;

  /** Negative means KiB: what every event touches stays in memory. */
  private static final int WRITER_CACHE_KIB = -32_768;

  private final String url;
  private final List<Connection> open = new ArrayList<>();

  Connections(Path file) {
    this.url = "jdbc:sqlite:" + file;
  }

  DataSource forMigration() {
    return source(config());
  }

  Connection writer() {
    SQLiteConfig config = config();
    config.setCacheSize(WRITER_CACHE_KIB);
    config.setPragma(SQLiteConfig.Pragma.WAL_AUTOCHECKPOINT, Integer.toString(CHECKPOINT_PAGES));
    return connect(config);
  }

  /** A connection that the database itself keeps from writing. */
  Connection reader() {
    Connection connection = connect(config());
    try (Statement statement = connection.createStatement()) {
      statement.execute("PRAGMA query_only = true");
      return connection;
    } catch (SQLException e) {
      throw new StoreException("cannot make a read-only connection", e);
    }
  }

  synchronized void close() {
    for (Connection connection : open) {
      try {
        connection.close();
      } catch (SQLException e) {
        log.warn("a connection did not close", e);
      }
    }
    open.clear();
  }

  private static SQLiteConfig config() {
    SQLiteConfig config = new SQLiteConfig();
    config.setJournalMode(SQLiteConfig.JournalMode.WAL);
    config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
    config.enforceForeignKeys(true);
    // Nobody asks for them, and looking them up is a statement of its own after every insert.
    config.setGetGeneratedKeys(false);
    config.setBusyTimeout(BUSY_TIMEOUT_MILLIS);
    return config;
  }

  private SQLiteDataSource source(SQLiteConfig config) {
    SQLiteDataSource source = new SQLiteDataSource(config);
    source.setUrl(url);
    return source;
  }

  private synchronized Connection connect(SQLiteConfig config) {
    try {
      Connection connection = source(config).getConnection();
      open.add(connection);
      return connection;
    } catch (SQLException e) {
      throw new StoreException("cannot open " + url, e);
    }
  }
}
