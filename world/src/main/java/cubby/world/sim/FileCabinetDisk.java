package cubby.world.sim;

import cubby.agent.adapter.store.SqliteJournal;
import cubby.agent.app.port.Journal;
import cubby.agent.app.port.JournalException;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One cabinet's journal in a SQLite file, under the real adapter. */
final class FileCabinetDisk extends CabinetDisk implements AutoCloseable {
  private final SqliteFile file;
  private @Nullable SqliteJournal journal;

  FileCabinetDisk(Path template, Path folder, String cabinet, Consumer<Journal.Batch> committed) {
    super(committed);
    this.file = SqliteFile.copyOf(template, folder, cabinet);
  }

  /** Makes a file with an empty journal. */
  static void prepare(Path file) throws JournalException {
    SqliteJournal.open(file, _ -> {}).close();
  }

  @Override
  Journal.Contents contents() throws JournalException {
    return open().load();
  }

  @Override
  void write(Journal.Batch batch) throws JournalException {
    open().commit(batch);
  }

  private SqliteJournal open() throws JournalException {
    SqliteJournal present = journal;
    if (present == null) {
      present = SqliteJournal.open(file.path(), _ -> {});
      journal = present;
    }
    return present;
  }

  @Override
  void crashed() {
    SqliteJournal old = journal;
    if (old != null) {
      journal = null;
      file.takeImage();
      old.close();
      file.toImage();
    }
  }

  @Override
  public void close() {
    SqliteJournal old = journal;
    if (old != null) {
      journal = null;
      old.close();
    }
    file.delete();
  }
}
