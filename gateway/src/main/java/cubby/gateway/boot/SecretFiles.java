package cubby.gateway.boot;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** Writes a cabinet's secrets for its agent, readable by this user alone. */
final class SecretFiles {
  private SecretFiles() {}

  static void write(Path folder, EnrolmentFiles files) throws IOException {
    Files.createDirectories(folder);
    write(folder.resolve("secret"), files.secret());
    write(folder.resolve("cabinet.key"), files.cabinetKey());
    write(folder.resolve("gateway.keys"), files.gatewayPublicKeys());
  }

  private static void write(Path file, String text) throws IOException {
    Files.deleteIfExists(file);
    Files.createFile(
        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(file, text);
  }
}
