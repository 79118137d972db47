package cubby.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import cubby.wire.v1.AbortDeposit;
import cubby.wire.v1.Action;
import cubby.wire.v1.DesiredState;
import cubby.wire.v1.Grant;
import cubby.wire.v1.OpenCompartment;
import cubby.wire.v1.Purpose;
import cubby.wire.v1.Settings;
import cubby.wire.v1.Signed;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** Any bytes at all in place of a signed downlink. */
class EnvelopeFuzzTest {
  private static final String CABINET = "east-1";
  private static final Signer SIGNER = new Signer("k1", FuzzKeys.GATEWAY.getPrivate());
  private static final Verifier VERIFIER =
      new Verifier(CABINET, Map.of("k1", FuzzKeys.GATEWAY.getPublic()));

  private static final Action OPEN =
      Action.newBuilder()
          .setId("a-1")
          .setCabinet(CABINET)
          .setEpoch(3)
          .setSequence(9)
          .setDeadlineUptimeMillis(15_000)
          .setOpen(
              OpenCompartment.newBuilder()
                  .setCompartment(7)
                  .setPurpose(Purpose.PURPOSE_PICKUP)
                  .setDepositId("d-1")
                  .setRightId("r-1"))
          .build();

  private static final Action ABORT =
      OPEN.toBuilder().setAbort(AbortDeposit.newBuilder().setCompartment(7)).build();

  private static final DesiredState DESIRED =
      DesiredState.newBuilder()
          .setCabinet(CABINET)
          .setVersion(4)
          .setSettings(Settings.newBuilder().setGraceMillis(120_000).putNotices("en", "Hello"))
          .addGrants(
              Grant.newBuilder()
                  .setId("g-1")
                  .setDepositId("d-1")
                  .setCompartment(7)
                  .setSalt(ByteString.copyFrom(new byte[CodeHash.SALT_BYTES]))
                  .setCodeHash(ByteString.copyFrom(new byte[32])))
          .build();

  /** All that the gateway ever signed: nothing else may be believed. */
  private static final Set<ByteString> SAID =
      Set.of(OPEN.toByteString(), ABORT.toByteString(), DESIRED.toByteString());

  static Stream<byte[]> envelopes() {
    return Stream.of(SIGNER.sign(OPEN), SIGNER.sign(ABORT), SIGNER.sign(DESIRED))
        .map(Signed::toByteArray);
  }

  static Stream<byte[]> payloads() {
    return Stream.of(OPEN.toByteArray(), ABORT.toByteArray(), DESIRED.toByteArray());
  }

  @MethodSource("envelopes")
  @FuzzTest
  void onlyWhatTheGatewaySignedIsBelieved(byte[] bytes) throws InvalidProtocolBufferException {
    if (VERIFIER.action(bytes) instanceof Opened.Genuine<Action>(Action action)) {
      assertTrue(SAID.contains(Signed.parseFrom(bytes).getPayload()), "signed by nobody");
      assertEquals(CABINET, action.getCabinet());
    }
    if (VERIFIER.desired(bytes) instanceof Opened.Genuine<DesiredState>(DesiredState desired)) {
      assertTrue(SAID.contains(Signed.parseFrom(bytes).getPayload()), "signed by nobody");
      assertEquals(CABINET, desired.getCabinet());
    }
  }

  @MethodSource("payloads")
  @FuzzTest
  void aSignedPayloadIsReadInFullOrRefused(byte[] payload) throws InvalidProtocolBufferException {
    byte[] action = envelope(Signer.Kind.ACTION, payload);
    switch (VERIFIER.action(action)) {
      case Opened.Genuine<Action>(Action read) -> {
        assertEquals(CABINET, read.getCabinet());
        assertEquals(read, Action.parseFrom(read.toByteArray()), "says the same when sent on");
      }
      case Opened.Refused<Action>(Opened.Refusal why) -> refusedWithReason(why, action.length);
    }
    byte[] desired = envelope(Signer.Kind.DESIRED, payload);
    switch (VERIFIER.desired(desired)) {
      case Opened.Genuine<DesiredState>(DesiredState read) -> {
        assertEquals(CABINET, read.getCabinet());
        assertEquals(read, DesiredState.parseFrom(read.toByteArray()));
      }
      case Opened.Refused<DesiredState>(Opened.Refusal why) ->
          refusedWithReason(why, desired.length);
    }
  }

  private static void refusedWithReason(Opened.Refusal why, int length) {
    switch (why) {
      case MALFORMED, OTHER_CABINET -> assertTrue(length <= Topic.MAX_PAYLOAD_BYTES);
      case TOO_LARGE -> assertTrue(length > Topic.MAX_PAYLOAD_BYTES);
      case UNKNOWN_KEY, BAD_SIGNATURE -> throw new AssertionError("it was signed, yet " + why);
    }
  }

  private static byte[] envelope(Signer.Kind kind, byte[] payload) {
    try {
      Signature ed25519 = Signature.getInstance("Ed25519");
      ed25519.initSign(FuzzKeys.GATEWAY.getPrivate());
      ed25519.update(kind.prefix());
      ed25519.update(payload);
      return Signed.newBuilder()
          .setPayload(ByteString.copyFrom(payload))
          .setKeyId("k1")
          .setSignature(ByteString.copyFrom(ed25519.sign()))
          .build()
          .toByteArray();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this JDK cannot sign with Ed25519", e);
    }
  }
}
