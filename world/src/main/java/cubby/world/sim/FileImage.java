package cubby.world.sim;

import cubby.agent.adapter.store.SqliteJournal;
import cubby.agent.app.port.Journal;
import cubby.agent.app.port.JournalException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The rows of a journal in a SQLite file, under the real adapter. */
final class FileImage implements JournalImage {
  private final SqliteFile file;
  private final Consumer<Runnable> closings;
  private long epoch;
  private @Nullable SqliteJournal journal;

  /**
   * @param closings takes what is to be done at the world's end
   */
  FileImage(SqliteFile file, Consumer<Runnable> closings) {
    this.file = file;
    this.closings = closings;
    closings.accept(this::close);
  }

  /** Makes a file with an empty journal. */
  static void prepare(Path file) throws JournalException {
    SqliteJournal.open(file, _ -> {}).close();
  }

  @Override
  public void write(Journal.Batch batch) throws JournalException {
    open().commit(batch);
    epoch = Math.max(epoch, batch.epoch());
  }

  @Override
  public Journal.Contents contents() throws JournalException {
    return open().load();
  }

  @Override
  public long epoch() {
    return epoch;
  }

  @Override
  public FileImage copy() {
    FileImage copy = new FileImage(file.copy(), closings);
    copy.epoch = epoch;
    return copy;
  }

  /** One bit of the file's first page: opening it must notice. */
  @Override
  public FileImage damaged() {
    close();
    try (FileChannel bytes =
        FileChannel.open(file.path(), StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      ByteBuffer one = ByteBuffer.allocate(1);
      bytes.read(one, 0);
      one.put(0, (byte) (one.get(0) ^ 1));
      bytes.write(one.flip(), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    epoch = 0;
    return this;
  }

  private SqliteJournal open() throws JournalException {
    SqliteJournal present = journal;
    if (present == null) {
      present = SqliteJournal.open(file.path(), _ -> {});
      journal = present;
      var unused = present.load();
    }
    return present;
  }

  /** What a dead process leaves: the file and its log as they lay at that moment. */
  @Override
  public void crashed() {
    if (journal != null) {
      file.takeImage();
      close();
      file.toImage();
    }
  }

  private void close() {
    SqliteJournal old = journal;
    if (old != null) {
      journal = null;
      old.close();
    }
  }
}
