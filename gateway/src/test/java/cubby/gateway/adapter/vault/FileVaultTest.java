package cubby.gateway.adapter.vault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileVaultTest {
  @TempDir Path folder;

  @Test
  void whatWasSealedOpensAfterARestartAndLooksDifferentEachTime() throws IOException {
    Path file = folder.resolve("vault.key");
    FileVault vault = FileVault.open(file);
    String sealed = vault.seal("+8613800138000");
    assertNotEquals(sealed, vault.seal("+8613800138000"));

    FileVault again = FileVault.open(file);
    assertEquals("+8613800138000", again.open(sealed));
    assertEquals(vault.index("token", "x"), again.index("token", "x"));
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
  }

  @Test
  void anotherVaultsOrChangedTextDoesNotOpen() {
    FileVault vault = FileVault.open(folder.resolve("vault.key"));
    String sealed = vault.seal("secret");
    FileVault other = FileVault.open(folder.resolve("other.key"));
    assertThrows(IllegalArgumentException.class, () -> other.open(sealed));
    char first = sealed.charAt(20) == 'A' ? 'B' : 'A';
    String changed = sealed.substring(0, 20) + first + sealed.substring(21);
    assertThrows(IllegalArgumentException.class, () -> vault.open(changed));
    assertThrows(IllegalArgumentException.class, () -> vault.open("AAAA"));
  }

  @Test
  void equalValuesOfTwoPurposesCannotBeLinked() {
    FileVault vault = FileVault.open(folder.resolve("vault.key"));
    assertNotEquals(vault.index("token", "x"), vault.index("code", "x"));
  }

  @Test
  void aDamagedKeyFileIsSaidPlainly() throws IOException {
    Path file = folder.resolve("broken.key");
    Files.write(file, new byte[3]);
    assertThrows(IllegalStateException.class, () -> FileVault.open(file));
    assertThrows(IllegalStateException.class, () -> GatewayKeys.open(file));
  }
}
