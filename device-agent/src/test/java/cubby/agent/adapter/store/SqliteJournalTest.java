package cubby.agent.adapter.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cubby.agent.app.port.Journal.Batch;
import cubby.agent.app.port.Journal.Contents;
import cubby.agent.app.port.Journal.StoredEvent;
import cubby.agent.app.port.Journal.StoredResult;
import cubby.agent.app.port.JournalException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteJournalTest {
  @TempDir Path folder;
  private Path file = Path.of("journal.db");
  private final List<Long> commits = new ArrayList<>();

  @BeforeEach
  void place() {
    file = folder.resolve("journal.db");
  }

  private SqliteJournal open() throws JournalException {
    return SqliteJournal.open(file, commits::add);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private static Batch events(long... sequences) {
    List<StoredEvent> events = new ArrayList<>();
    for (long sequence : sequences) {
      events.add(new StoredEvent(sequence, bytes("event " + sequence)));
    }
    return new Batch(0, events, 0, Map.of(), List.of(), List.of(), null, null);
  }

  private static List<Long> sequences(Contents contents) {
    return contents.events().stream().map(StoredEvent::sequence).toList();
  }

  @Test
  void aNewFileIsEmpty() throws JournalException {
    try (SqliteJournal journal = open()) {
      Contents contents = journal.load();
      assertEquals(0, contents.epoch());
      assertTrue(contents.events().isEmpty());
      assertNull(contents.desired());
      assertNull(contents.counters());
    }
  }

  @Test
  void everythingCommittedIsThereAfterReopening() throws JournalException {
    try (SqliteJournal journal = open()) {
      assertEquals(0, journal.load().epoch());
      journal.commit(
          new Batch(
              7,
              events(1, 2).events(),
              0,
              Map.of(3, bytes("three"), 4, bytes("four")),
              List.of(new StoredResult("a", bytes("1")), new StoredResult("b", bytes("2"))),
              List.of(),
              bytes("desired"),
              bytes("counters")));
      journal.commit(
          new Batch(
              0,
              events(3).events(),
              1,
              Map.of(3, bytes("3")),
              List.of(new StoredResult("a", bytes("again")), new StoredResult("c", bytes("3"))),
              List.of("b"),
              null,
              bytes("more")));
    }
    try (SqliteJournal journal = open()) {
      Contents contents = journal.load();
      assertEquals(7, contents.epoch());
      assertEquals(List.of(2L, 3L), sequences(contents));
      assertArrayEquals(bytes("event 2"), contents.events().getFirst().bytes());
      assertArrayEquals(bytes("3"), contents.compartments().get(3));
      assertArrayEquals(bytes("four"), contents.compartments().get(4));
      assertEquals(List.of("a", "c"), contents.results().stream().map(StoredResult::id).toList());
      assertArrayEquals(bytes("again"), contents.results().getFirst().bytes());
      assertArrayEquals(bytes("desired"), contents.desired());
      assertArrayEquals(bytes("more"), contents.counters());
    }
    assertEquals(2, commits.size());
  }

  @Test
  void aTransactionThatFailsLeavesNothingAndTheNextOneHolds() throws JournalException {
    try (SqliteJournal journal = open()) {
      assertEquals(0, journal.load().epoch());
      journal.commit(events(1));
      JournalException failed =
          assertThrows(JournalException.class, () -> journal.commit(events(2, 1)));
      assertTrue(!failed.diverged());
      journal.commit(events(2));
      assertEquals(List.of(1L, 2L), sequences(journal.load()));
    }
  }

  @Test
  void theFileBelongsToOneProcessAtATime() throws JournalException {
    try (SqliteJournal journal = open()) {
      journal.commit(events(1));
      JournalException refused = assertThrows(JournalException.class, this::open);
      assertTrue(refused.toString().contains("journal.db"), refused.toString());
    }
  }

  @Test
  void aJournalThatIsAheadOfMemoryIsNeverOverwritten() throws Exception {
    try (SqliteJournal journal = open()) {
      journal.commit(events(1));
    }
    try (SqliteJournal journal = open()) {
      // Not loaded: memory believes in an empty journal.
      JournalException refused =
          assertThrows(JournalException.class, () -> journal.commit(events(2)));
      assertTrue(refused.diverged());
      assertEquals(List.of(1L), sequences(journal.load()));
      journal.commit(events(2));
    }
  }

  /** Copies what a power cut would leave behind: the file and its log as they are now. */
  private Path afterPowerCut() throws IOException {
    Path copy = folder.resolve("copy.db");
    Files.copy(file, copy);
    Files.copy(folder.resolve("journal.db-wal"), folder.resolve("copy.db-wal"));
    return copy;
  }

  @Test
  void aTornTailOfTheLogCostsOnlyTheTransactionThatNeverReturned() throws Exception {
    Path copy;
    try (SqliteJournal journal = open()) {
      assertEquals(0, journal.load().epoch());
      journal.commit(events(1));
      long whole = Files.size(folder.resolve("journal.db-wal"));
      journal.commit(events(2));
      copy = afterPowerCut();
      try (RandomAccessFile log = new RandomAccessFile(copy + "-wal", "rw")) {
        log.setLength(whole + (log.length() - whole) / 2);
      }
    }
    try (SqliteJournal journal = SqliteJournal.open(copy, commits::add)) {
      assertEquals(List.of(1L), sequences(journal.load()));
      journal.commit(events(2));
    }
  }

  @Test
  void aDamagedFileIsSetAsideAndTheNewOneSaysSoUntilItsFirstCommit() throws Exception {
    try (SqliteJournal journal = open()) {
      assertEquals(0, journal.load().epoch());
      journal.commit(events(1, 2, 3));
    }
    try (RandomAccessFile damaged = new RandomAccessFile(file.toFile(), "rw")) {
      damaged.seek(4_096);
      damaged.write(new byte[4_096 * 3]);
    }
    try (SqliteJournal journal = open()) {
      assertTrue(journal.load().lost());
      assertEquals(List.of(), sequences(journal.load()));
    }
    try (SqliteJournal journal = open()) {
      assertTrue(journal.load().lost(), "nothing was done about it yet");
      journal.commit(events(1));
      assertFalse(journal.load().lost());
    }
    assertTrue(Files.exists(folder.resolve("journal.db.damaged-1")));
    Files.writeString(file, "this is no database at all, but long enough to be looked at twice");
    try (SqliteJournal journal = open()) {
      assertTrue(journal.load().lost());
    }
    assertTrue(Files.exists(folder.resolve("journal.db.damaged-2")));
  }

  @Test
  void aStartThatDiedAfterSettingADamagedFileAsideIsMadeGood() throws Exception {
    Files.writeString(folder.resolve("journal.db.damaged-1"), "what was left of it");
    try (SqliteJournal journal = open()) {
      assertTrue(journal.load().lost());
    }
  }

  @Test
  void aFlippedBitInsideARowIsDamage() throws Exception {
    try (SqliteJournal journal = open()) {
      assertEquals(0, journal.load().epoch());
      journal.commit(
          new Batch(
              1,
              List.of(),
              0,
              Map.of(1, bytes("STORED-FOR-ANN")),
              List.of(),
              List.of(),
              null,
              null));
    }
    byte[] all = Files.readAllBytes(file);
    int place = new String(all, StandardCharsets.ISO_8859_1).indexOf("STORED-FOR-ANN");
    try (RandomAccessFile damaged = new RandomAccessFile(file.toFile(), "rw")) {
      damaged.seek(place + 12);
      damaged.write('B');
    }
    try (SqliteJournal journal = open()) {
      assertTrue(journal.load().lost());
      assertTrue(journal.load().compartments().isEmpty());
    }
  }

  @Test
  void aFileOfTheFirstVersionIsReadAndGetsItsCheckSums() throws Exception {
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement statement = connection.createStatement()) {
      for (String sql :
          List.of(
              "CREATE TABLE epoch (one INTEGER PRIMARY KEY CHECK (one = 1),"
                  + " epoch INTEGER NOT NULL, revision INTEGER NOT NULL)",
              "INSERT INTO epoch VALUES (1, 7, 3)",
              "CREATE TABLE events (sequence INTEGER PRIMARY KEY, bytes BLOB NOT NULL)",
              "INSERT INTO events VALUES (5, x'414243')",
              "CREATE TABLE compartments (number INTEGER PRIMARY KEY, state BLOB NOT NULL)",
              "INSERT INTO compartments VALUES (2, x'')",
              "CREATE TABLE action_results (place INTEGER PRIMARY KEY,"
                  + " action_id TEXT NOT NULL UNIQUE, result BLOB NOT NULL)",
              "INSERT INTO action_results VALUES (1, 'a', x'01')",
              "CREATE TABLE desired (one INTEGER PRIMARY KEY, bytes BLOB NOT NULL)",
              "CREATE TABLE counters (one INTEGER PRIMARY KEY, bytes BLOB NOT NULL)",
              "PRAGMA user_version = 1")) {
        statement.execute(sql);
      }
    }
    for (int opened = 0; opened < 2; opened++) {
      try (SqliteJournal journal = open()) {
        Contents contents = journal.load();
        assertFalse(contents.lost());
        assertEquals(7, contents.epoch());
        assertArrayEquals(bytes("ABC"), contents.events().getFirst().bytes());
        assertEquals("a", contents.results().getFirst().id());
        assertArrayEquals(new byte[0], contents.compartments().getOrDefault(2, bytes("none")));
      }
    }
  }

  @Test
  void aJournalOfANewerAgentIsLeftAlone() throws Exception {
    open().close();
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement statement = connection.createStatement()) {
      statement.execute("PRAGMA user_version = 99");
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
    JournalException refused = assertThrows(JournalException.class, this::open);
    assertTrue(refused.toString().contains("99"), refused.toString());
  }
}
