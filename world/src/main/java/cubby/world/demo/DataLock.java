package cubby.world.demo;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/** Two demos must not share a data folder: the gateway is the only writer of its database. */
final class DataLock implements AutoCloseable {
  private final FileChannel channel;

  private DataLock(FileChannel channel) {
    this.channel = channel;
  }

  /**
   * Holds the folder until closed or until the process ends, however it ends.
   *
   * @throws DemoException where another process holds it
   */
  static DataLock take(Path data) throws IOException, DemoException {
    try {
      Files.createDirectories(data);
    } catch (IOException e) {
      throw new DemoException(
          "the folder " + data + " cannot be made: try --data with another folder");
    }
    FileChannel channel =
        FileChannel.open(
            data.resolve("demo.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    if (lock(channel) == null) {
      channel.close();
      throw new DemoException(data + " is in use by another demo: try --data with another folder");
    }
    return new DataLock(channel);
  }

  private static @Nullable FileLock lock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException e) {
      return null;
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
