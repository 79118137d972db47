package cubby.agent.boot;

import cubby.hardware.config.ConfigException;
import cubby.wire.GatewayKeys;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.security.PublicKey;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads secrets and keys. What is in them is never logged, nor part of an error. */
final class KeyFiles {
  /** Length of the key of the code hashes. */
  static final int CABINET_KEY_BYTES = 32;

  private static final int MAX_BYTES = 64 * 1024;
  private static final Logger LOG = LoggerFactory.getLogger(KeyFiles.class);

  private KeyFiles() {}

  /** The device's password. */
  static String secret(Path file) throws ConfigException {
    String secret = read(file, true).strip();
    if (secret.length() < 16 || secret.length() > 200 || secret.lines().count() != 1) {
      throw refuse(file, "is not one line of 16 to 200 characters");
    }
    return secret;
  }

  /** The key of the code hashes. */
  static byte[] cabinetKey(Path file) throws ConfigException {
    String wanted = "is not " + 2 * CABINET_KEY_BYTES + " hexadecimal digits";
    try {
      byte[] key = HexFormat.of().parseHex(read(file, true).strip());
      if (key.length != CABINET_KEY_BYTES) {
        throw refuse(file, wanted);
      }
      return key;
    } catch (IllegalArgumentException e) {
      throw refuse(file, wanted);
    }
  }

  /** The gateway's public keys by id. */
  static Map<String, PublicKey> gatewayKeys(Path file) throws ConfigException {
    try {
      return GatewayKeys.parse(read(file, false));
    } catch (IllegalArgumentException e) {
      throw refuse(file, String.valueOf(e.getMessage()));
    }
  }

  private static String read(Path file, boolean secret) throws ConfigException {
    try {
      if (secret) {
        warnWhereOthersRead(file);
      }
      if (Files.size(file) > MAX_BYTES) {
        throw refuse(file, "is larger than " + MAX_BYTES + " bytes");
      }
      return Files.readString(file, StandardCharsets.UTF_8);
    } catch (NoSuchFileException e) {
      throw refuse(file, "there is no such file");
    } catch (IOException e) {
      throw refuse(file, "cannot be read: " + e.getClass().getSimpleName());
    }
  }

  private static void warnWhereOthersRead(Path file) throws IOException {
    if (!file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      return;
    }
    Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(file);
    for (PosixFilePermission permission : permissions) {
      if (!permission.name().startsWith("OWNER_")) {
        LOG.warn("{} holds a secret and is open to others: chmod 600 it", file);
        return;
      }
    }
  }

  private static ConfigException refuse(Path file, String problem) {
    return new ConfigException(file.toString(), 0, "", problem);
  }
}
