package cubby.gateway.adapter.vault;

import cubby.gateway.app.port.Vault;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * AES-256-GCM (NIST SP 800-38D) with a random 96-bit nonce, and HMAC-SHA256 for look-ups, under two
 * keys in one file beside the database. Whoever copies the database alone learns nothing from it.
 */
public final class FileVault implements Vault {
  private static final int KEY_BYTES = 32;
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;

  private final SecureRandom random = new SecureRandom();
  private final SecretKeySpec sealing;
  private final SecretKeySpec indexing;

  private FileVault(byte[] keys) {
    sealing = new SecretKeySpec(Arrays.copyOf(keys, KEY_BYTES), "AES");
    indexing = new SecretKeySpec(Arrays.copyOfRange(keys, KEY_BYTES, 2 * KEY_BYTES), "HmacSHA256");
  }

  /**
   * Opens the vault; makes its key file (mode 0600) where there is none.
   *
   * @throws IllegalStateException where the file is no vault's
   */
  public static FileVault open(Path keyFile) {
    byte[] keys = KeyFiles.readOrMake(keyFile, FileVault::freshKeys);
    if (keys.length != 2 * KEY_BYTES) {
      throw new IllegalStateException(keyFile + " must hold 64 bytes, but has " + keys.length);
    }
    return new FileVault(keys);
  }

  private static byte[] freshKeys() {
    byte[] keys = new byte[2 * KEY_BYTES];
    new SecureRandom().nextBytes(keys);
    return keys;
  }

  @Override
  public String seal(String clear) {
    byte[] nonce = new byte[NONCE_BYTES];
    random.nextBytes(nonce);
    try {
      byte[] sealed =
          cipher(Cipher.ENCRYPT_MODE, nonce).doFinal(clear.getBytes(StandardCharsets.UTF_8));
      return Base64.getUrlEncoder()
          .withoutPadding()
          .encodeToString(
              ByteBuffer.allocate(NONCE_BYTES + sealed.length).put(nonce).put(sealed).array());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this JDK cannot encrypt with AES-GCM", e);
    }
  }

  @Override
  public String open(String sealed) {
    byte[] bytes = Base64.getUrlDecoder().decode(sealed);
    if (bytes.length < NONCE_BYTES) {
      throw new IllegalArgumentException("too short to be sealed");
    }
    try {
      byte[] clear =
          cipher(Cipher.DECRYPT_MODE, Arrays.copyOf(bytes, NONCE_BYTES))
              .doFinal(bytes, NONCE_BYTES, bytes.length - NONCE_BYTES);
      return new String(clear, StandardCharsets.UTF_8);
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException("not sealed by this vault, or changed since", e);
    }
  }

  @Override
  public String index(String purpose, String value) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(indexing);
      mac.update(purpose.getBytes(StandardCharsets.UTF_8));
      mac.update((byte) 0);
      return Base64.getUrlEncoder()
          .withoutPadding()
          .encodeToString(mac.doFinal(value.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this JDK lacks HmacSHA256", e);
    }
  }

  private Cipher cipher(int mode, byte[] nonce) throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(mode, sealing, new GCMParameterSpec(TAG_BITS, nonce));
    return cipher;
  }
}
