package cubby.world.sim;

import cubby.agent.app.port.JournalException;
import cubby.gateway.adapter.store.SteppedStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Worlds whose journals and store are SQLite files: the real adapters, schema and SQL. The files
 * lie in memory where the machine has room for it, so that flushing them costs nothing; they are
 * flushed all the same.
 */
final class SlowTier implements AutoCloseable {
  private static final Path MEMORY = Path.of("/dev/shm");
  private static final long NEEDED_BYTES = 32L << 20;

  private final Path folder;
  private final Path gatewayTemplate;
  private final Path journalTemplate;
  private final AtomicLong worlds = new AtomicLong();

  SlowTier() {
    try {
      folder = folder();
      gatewayTemplate = folder.resolve("gateway-template.db");
      journalTemplate = folder.resolve("journal-template.db");
      SteppedStore.prepare(gatewayTemplate);
      FileImage.prepare(journalTemplate);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (JournalException e) {
      throw new IllegalStateException("no journal can be made", e);
    }
  }

  private static Path folder() throws IOException {
    boolean roomy =
        Files.isWritable(MEMORY) && Files.getFileStore(MEMORY).getUsableSpace() > NEEDED_BYTES;
    return roomy
        ? Files.createTempDirectory(MEMORY, "cubby-simulate")
        : Files.createTempDirectory("cubby-simulate");
  }

  /** Lets a world live on files that go away with it. */
  World.Result run(Function<Parts, World.Result> world, Parts parts) {
    try (FileParts files = new FileParts(parts)) {
      return world.apply(files);
    }
  }

  /** The seams of one world on its files. */
  private final class FileParts extends OtherParts implements AutoCloseable {
    private final Path here = folder.resolve("world-" + worlds.incrementAndGet());
    private final List<Runnable> closings = new ArrayList<>();

    FileParts(Parts others) {
      super(others);
      try {
        Files.createDirectory(here);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public Storage storage(Weathers weather, History history) {
      SqliteStorage storage = new SqliteStorage(gatewayTemplate, here, weather, history);
      closings.add(storage::close);
      return storage;
    }

    @Override
    public JournalImage journalImage(String cabinet) {
      return new FileImage(SqliteFile.copyOf(journalTemplate, here, cabinet), closings::add);
    }

    @Override
    public void close() {
      closings.forEach(Runnable::run);
      delete(here);
    }
  }

  @Override
  public void close() {
    delete(folder);
  }

  private static void delete(Path all) {
    try (Stream<Path> paths = Files.walk(all)) {
      for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
