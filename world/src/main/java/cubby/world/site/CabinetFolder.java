package cubby.world.site;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/**
 * The folder of one cabinet: what it was given when it was enrolled, and what its agent keeps.
 *
 * @param path of the folder
 */
public record CabinetFolder(Path path) {

  /** The device's password. */
  public Path secretFile() {
    return path.resolve("secret");
  }

  /** The key of the code hashes. */
  public Path cabinetKeyFile() {
    return path.resolve("cabinet.key");
  }

  /** What the gateway's signatures are checked with. */
  public Path gatewayKeysFile() {
    return path.resolve("gateway.keys");
  }

  /** Whether the cabinet was enrolled before. */
  public boolean isEnrolled() {
    // Written last.
    return Files.exists(gatewayKeysFile());
  }

  /** Keeps what the gateway gave; the first two only for this user's eyes. */
  public void enrol(String secret, String cabinetKey, String gatewayKeys) throws IOException {
    Files.createDirectories(path);
    write(secretFile(), secret);
    write(cabinetKeyFile(), cabinetKey);
    write(gatewayKeysFile(), gatewayKeys);
  }

  private static void write(Path file, String text) throws IOException {
    Files.deleteIfExists(file);
    try (FileChannel channel =
        FileChannel.open(
            file,
            Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
      ByteBuffer bytes = StandardCharsets.UTF_8.encode(text);
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(true);
    }
  }
}
