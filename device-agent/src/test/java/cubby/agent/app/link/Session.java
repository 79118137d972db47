package cubby.agent.app.link;

import com.google.protobuf.MessageLite;
import cubby.agent.FakeCabinet;
import cubby.agent.TestProfile;
import cubby.hardware.sim.VirtualTimeline;
import cubby.wire.CommittedSeal;
import cubby.wire.Signer;
import cubby.wire.Topic;
import cubby.wire.Verifier;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.Map;

/**
 * One session on a virtual clock, with a cabinet, a pipe and the gateway's key in the test's hand.
 */
final class Session {
  static final String ID = "gate-1";
  static final byte[] CABINET_KEY = new byte[32];
  private static final KeyPair GATEWAY_KEY = newKey();

  final FakeCabinet cabinet = new FakeCabinet();
  final FakePipe pipe = new FakePipe();
  final RecordingObserver observer = new RecordingObserver();
  final VirtualTimeline time = new VirtualTimeline();
  final Signer gateway = new Signer("k1", GATEWAY_KEY.getPrivate());
  final GatewaySession session =
      new GatewaySession(
          cabinet,
          pipe,
          new DownlinkJudge(
              ID, new Verifier(ID, Map.of("k1", GATEWAY_KEY.getPublic())), CABINET_KEY),
          "1.2.3",
          TestProfile.TWO_DOORS,
          time,
          () -> 1_800_000_000_000L,
          observer,
          Runnable::run);

  /** A session that has started and not yet reached the gateway. */
  static Session started() {
    Session session = new Session();
    session.session.start();
    return session;
  }

  /** A session that has reached the gateway. */
  static Session connected() {
    Session session = started();
    session.connect();
    return session;
  }

  void connect() {
    pipe.cabinet().connected();
  }

  void loseConnection() {
    pipe.cabinet().disconnected();
  }

  void gatewayConfirms(long through) {
    arrives(
        Topic.COMMITTED, CommittedSeal.seal(CABINET_KEY, ID, cabinet.snapshot().epoch(), through));
  }

  void arrives(Topic topic, MessageLite message) {
    pipe.cabinet().arrived(topic.of(ID), message.toByteArray(), false);
  }

  static KeyPair newKey() {
    try {
      return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }
}
