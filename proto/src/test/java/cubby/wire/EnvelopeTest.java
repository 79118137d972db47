package cubby.wire;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import cubby.wire.v1.Action;
import cubby.wire.v1.DesiredState;
import cubby.wire.v1.OpenCompartment;
import cubby.wire.v1.Signed;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.HexFormat;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a cabinet accepts as the gateway's word, and everything it does not. */
class EnvelopeTest {
  private static final KeyPair GATEWAY = newKeys();
  private static final KeyPair STRANGER = newKeys();

  private final Signer signer = new Signer("k1", GATEWAY.getPrivate());
  private final Verifier cabinet = new Verifier("east-1", Map.of("k1", GATEWAY.getPublic()));

  @Test
  void aGenuineActionArrivesAsItWasSent() {
    assertEquals(new Opened.Genuine<>(openSeven("east-1")), cabinet.action(signed("east-1")));
  }

  @Test
  void anActionForAnotherCabinetIsRefused() {
    assertEquals(refused(Opened.Refusal.OTHER_CABINET), cabinet.action(signed("west-2")));
  }

  @Test
  void everySingleFlippedBitIsRefused() {
    byte[] genuine = signed("east-1");
    for (int bit = 0; bit < genuine.length * 8; bit++) {
      byte[] bent = genuine.clone();
      bent[bit / 8] ^= (byte) (1 << bit % 8);
      assertFalse(cabinet.action(bent) instanceof Opened.Genuine<Action>, "accepted bit " + bit);
    }
  }

  @Test
  void everyTruncationIsRefused() {
    byte[] genuine = signed("east-1");
    for (int length = 0; length < genuine.length; length++) {
      byte[] torn = java.util.Arrays.copyOf(genuine, length);
      assertFalse(cabinet.action(torn) instanceof Opened.Genuine<Action>, "accepted " + length);
    }
  }

  @Test
  void aStrangersKeyOpensNothing() {
    byte[] sameKeyId =
        new Signer("k1", STRANGER.getPrivate()).sign(openSeven("east-1")).toByteArray();
    byte[] ownKeyId =
        new Signer("k2", STRANGER.getPrivate()).sign(openSeven("east-1")).toByteArray();
    assertEquals(refused(Opened.Refusal.BAD_SIGNATURE), cabinet.action(sameKeyId));
    assertEquals(refused(Opened.Refusal.UNKNOWN_KEY), cabinet.action(ownKeyId));
  }

  @Test
  void aSignedDesiredStateIsNoAction() {
    byte[] desired =
        signer.sign(DesiredState.newBuilder().setCabinet("east-1").build()).toByteArray();
    assertEquals(refused(Opened.Refusal.BAD_SIGNATURE), cabinet.action(desired));
  }

  @Test
  void aPayloadOverTheLimitIsRefusedUnread() {
    assertEquals(
        refused(Opened.Refusal.TOO_LARGE), cabinet.action(new byte[Topic.MAX_PAYLOAD_BYTES + 1]));
  }

  @Test
  void aCodeIsHashedAsRfc2104Says() {
    // HMAC-SHA256(key = 0x0b * 20, "Hi There"), RFC 4231 test case 1, split into salt and code.
    byte[] key = new byte[20];
    java.util.Arrays.fill(key, (byte) 0x0b);
    assertArrayEquals(
        HexFormat.of().parseHex("b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7"),
        CodeHash.of(key, "Hi ".getBytes(java.nio.charset.StandardCharsets.US_ASCII), "There"));
  }

  private byte[] signed(String cabinetId) {
    Signed envelope = signer.sign(openSeven(cabinetId));
    return envelope.toByteArray();
  }

  private static Action openSeven(String cabinetId) {
    return Action.newBuilder()
        .setId("a-1")
        .setCabinet(cabinetId)
        .setEpoch(3)
        .setSequence(9)
        .setOpen(OpenCompartment.newBuilder().setCompartment(7))
        .build();
  }

  private static Opened.Refused<Action> refused(Opened.Refusal refusal) {
    return new Opened.Refused<>(refusal);
  }

  private static KeyPair newKeys() {
    try {
      return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    } catch (java.security.NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
