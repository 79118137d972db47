package cubby.wire;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.EdECPrivateKeySpec;
import java.security.spec.NamedParameterSpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Signatures are those of RFC 8032, whoever computes them. */
class Ed25519SealTest {
  private static final byte[] NOTHING = {};

  /** The order of the group, RFC 8032, section 5.1. */
  private static final BigInteger ORDER =
      BigInteger.TWO.pow(252).add(new BigInteger("27742317777372353535851937790883648493"));

  /** RFC 8032, section 7.1: TEST 1, TEST 2, TEST 3. */
  @ParameterizedTest
  @CsvSource({
    "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60,"
        + "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a,'',"
        + "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e06522490155"
        + "5fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b",
    "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb,"
        + "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c,72,"
        + "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
        + "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00",
    "c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7,"
        + "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025,af82,"
        + "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac"
        + "18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a",
  })
  void theVectorsOfTheStandardHold(String seed, String point, String message, String signature)
      throws GeneralSecurityException {
    byte[] expected = hex(signature);
    assertArrayEquals(
        expected, Seal.ed25519("k", privateKey(hex(seed))).seal(NOTHING, hex(message)));
    assertTrue(Seal.ed25519(publicKey(hex(point))).holds(NOTHING, hex(message), expected));
  }

  @Test
  void theJdkAndWeTakeEachOthersSignatures() throws GeneralSecurityException {
    Random random = new Random(8032);
    for (int length = 0; length < 200; length += 7) {
      KeyPair keys = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
      byte[] message = new byte[length];
      random.nextBytes(message);
      Signature jdk = Signature.getInstance("Ed25519");
      jdk.initSign(keys.getPrivate());
      jdk.update(message);
      byte[] theirs = jdk.sign();
      byte[] head = Arrays.copyOf(message, length / 3);
      byte[] rest = Arrays.copyOfRange(message, length / 3, length);
      assertArrayEquals(theirs, Seal.ed25519("k", keys.getPrivate()).seal(head, rest));
      assertTrue(Seal.ed25519(keys.getPublic()).holds(head, rest, theirs));
    }
  }

  @Test
  void aSecondFormOfTheSameSignatureIsRefused() throws GeneralSecurityException {
    KeyPair keys = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    byte[] seal = Seal.ed25519("k", keys.getPrivate()).seal(NOTHING, NOTHING);
    byte[] twin = seal.clone();
    // S + L signs the same in a careless implementation.
    byte[] scalar =
        bigEndian(new BigInteger(1, reversed(Arrays.copyOfRange(seal, 32, 64))).add(ORDER));
    System.arraycopy(reversed(scalar), 0, twin, 32, 32);
    assertFalse(Seal.ed25519(keys.getPublic()).holds(NOTHING, NOTHING, twin));
  }

  @Test
  void aSignatureOfAnotherLengthIsRefused() throws GeneralSecurityException {
    KeyPair keys = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    byte[] seal = Seal.ed25519("k", keys.getPrivate()).seal(NOTHING, NOTHING);
    Seal.Check check = Seal.ed25519(keys.getPublic());
    assertFalse(check.holds(NOTHING, NOTHING, Arrays.copyOf(seal, 63)));
    assertFalse(check.holds(NOTHING, NOTHING, Arrays.copyOf(seal, 65)));
    assertFalse(check.holds(NOTHING, NOTHING, NOTHING));
  }

  @Test
  void aKeyThatSignsManyMessagesAtOnceIsNoKey() throws GeneralSecurityException {
    byte[] identity = new byte[32];
    identity[0] = 1;
    PublicKey small = publicKey(identity);
    assertThrows(IllegalArgumentException.class, () -> Seal.ed25519(small));
  }

  @Test
  void keysOfOtherKindsAreRefusedBeforeTheyAreUsed() throws GeneralSecurityException {
    KeyPair other = KeyPairGenerator.getInstance("Ed448").generateKeyPair();
    assertThrows(IllegalArgumentException.class, () -> Seal.ed25519("k", other.getPrivate()));
    assertThrows(IllegalArgumentException.class, () -> Seal.ed25519(other.getPublic()));
  }

  @Test
  void whatIsPreparedBeforehandHolds() {
    Verifier.prepare();
    Signer.prepare();
  }

  private static PrivateKey privateKey(byte[] seed) throws GeneralSecurityException {
    return KeyFactory.getInstance("Ed25519")
        .generatePrivate(new EdECPrivateKeySpec(NamedParameterSpec.ED25519, seed));
  }

  private static PublicKey publicKey(byte[] point) throws GeneralSecurityException {
    byte[] head = hex("302a300506032b6570032100");
    byte[] encoded = Arrays.copyOf(head, head.length + point.length);
    System.arraycopy(point, 0, encoded, head.length, point.length);
    return KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded));
  }

  private static byte[] hex(String digits) {
    return HexFormat.of().parseHex(digits);
  }

  private static byte[] bigEndian(BigInteger number) {
    byte[] bytes = number.toByteArray();
    byte[] full = new byte[32];
    int length = Math.min(32, bytes.length);
    System.arraycopy(bytes, bytes.length - length, full, 32 - length, length);
    return full;
  }

  private static byte[] reversed(byte[] bytes) {
    byte[] turned = new byte[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      turned[i] = bytes[bytes.length - 1 - i];
    }
    return turned;
  }
}
