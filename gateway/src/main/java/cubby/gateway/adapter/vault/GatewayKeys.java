package cubby.gateway.adapter.vault;

import cubby.wire.Signer;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;

/**
 * The gateway's Ed25519 key pair, kept in one file of mode 0600: the length of the PKCS #8 private
 * key in four bytes, that key, then the X.509 public key.
 */
public final class GatewayKeys {
  /** Names the key in every envelope; a second key would get another. */
  public static final String KEY_ID = "gateway-1";

  private final PrivateKey privateKey;
  private final PublicKey publicKey;

  private GatewayKeys(PrivateKey privateKey, PublicKey publicKey) {
    this.privateKey = privateKey;
    this.publicKey = publicKey;
  }

  /**
   * Reads the pair; makes it where there is no file.
   *
   * @throws IllegalStateException where the file holds no key pair
   */
  public static GatewayKeys open(Path keyFile) {
    byte[] bytes = KeyFiles.readOrMake(keyFile, GatewayKeys::fresh);
    try {
      int length = ByteBuffer.wrap(bytes).getInt();
      if (length <= 0 || length > bytes.length - Integer.BYTES) {
        throw new IllegalStateException(keyFile + " holds no key pair");
      }
      byte[] secret = Arrays.copyOfRange(bytes, Integer.BYTES, Integer.BYTES + length);
      byte[] open = Arrays.copyOfRange(bytes, Integer.BYTES + length, bytes.length);
      KeyFactory factory = KeyFactory.getInstance("Ed25519");
      return new GatewayKeys(
          factory.generatePrivate(new PKCS8EncodedKeySpec(secret)),
          factory.generatePublic(new X509EncodedKeySpec(open)));
    } catch (GeneralSecurityException | java.nio.BufferUnderflowException e) {
      throw new IllegalStateException(keyFile + " holds no key pair", e);
    }
  }

  private static byte[] fresh() {
    try {
      KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
      byte[] secret = pair.getPrivate().getEncoded();
      byte[] open = pair.getPublic().getEncoded();
      return ByteBuffer.allocate(Integer.BYTES + secret.length + open.length)
          .putInt(secret.length)
          .put(secret)
          .put(open)
          .array();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this JDK lacks Ed25519", e);
    }
  }

  public Signer signer() {
    return new Signer(KEY_ID, privateKey);
  }

  /** What cabinets check signatures with. */
  public PublicKey publicKey() {
    return publicKey;
  }
}
