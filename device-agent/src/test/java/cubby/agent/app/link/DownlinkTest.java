package cubby.agent.app.link;

import static org.junit.jupiter.api.Assertions.assertEquals;

import cubby.wire.CommittedSeal;
import cubby.wire.Signer;
import cubby.wire.Topic;
import cubby.wire.v1.Action;
import cubby.wire.v1.DesiredState;
import cubby.wire.v1.EventsCommitted;
import cubby.wire.v1.Signed;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DownlinkTest {
  private final Session s = Session.connected();
  private final Action action =
      Action.newBuilder().setId("a1").setCabinet(Session.ID).setEpoch(7).build();

  @AfterEach
  void whatIsRefusedChangesNothing() {
    if (!s.observer.refusals.isEmpty()) {
      assertEquals(List.of(), s.cabinet.actions);
      assertEquals(List.of(), s.cabinet.desired);
      assertEquals(0, s.cabinet.snapshot().committedThrough());
    }
  }

  @Test
  void aSignedActionForThisCabinetReachesIt() {
    s.arrives(Topic.ACTIONS, s.gateway.sign(action));
    assertEquals(List.of(action), s.cabinet.actions);
    assertEquals(List.of(), s.observer.refusals);
  }

  @Test
  void aSignedDesiredStateForThisCabinetReachesIt() {
    DesiredState desired = DesiredState.newBuilder().setCabinet(Session.ID).setVersion(9).build();
    s.arrives(Topic.DESIRED, s.gateway.sign(desired));
    assertEquals(List.of(desired), s.cabinet.desired);
  }

  @Test
  void aRetainedActionIsRefused() {
    byte[] bytes = s.gateway.sign(action).toByteArray();
    s.pipe.cabinet().arrived(Topic.ACTIONS.of(Session.ID), bytes, true);
    assertEquals(List.of(DownlinkRefusal.RETAINED), s.observer.refusals);
  }

  @Test
  void aForgedActionIsRefused() {
    Signer forger = new Signer("k1", Session.newKey().getPrivate());
    s.arrives(Topic.ACTIONS, forger.sign(action));
    assertEquals(List.of(DownlinkRefusal.BAD_SIGNATURE), s.observer.refusals);
  }

  @Test
  void anActionUnderAKeyThatNobodyGaveUsIsRefused() {
    Signer stranger = new Signer("k2", Session.newKey().getPrivate());
    s.arrives(Topic.ACTIONS, stranger.sign(action));
    assertEquals(List.of(DownlinkRefusal.UNKNOWN_KEY), s.observer.refusals);
  }

  @Test
  void aDesiredStateSentAsAnActionIsRefused() {
    DesiredState desired = DesiredState.newBuilder().setCabinet(Session.ID).build();
    s.arrives(Topic.ACTIONS, s.gateway.sign(desired));
    assertEquals(List.of(DownlinkRefusal.BAD_SIGNATURE), s.observer.refusals);
  }

  @Test
  void aGenuineActionOfAnotherCabinetIsRefused() {
    Action other = action.toBuilder().setCabinet("gate-2").build();
    s.arrives(Topic.ACTIONS, s.gateway.sign(other));
    assertEquals(List.of(DownlinkRefusal.OTHER_CABINET), s.observer.refusals);
  }

  @Test
  void aConfirmationForAnotherCabinetIsRefused() {
    s.cabinet.happen(1);
    s.arrives(
        Topic.COMMITTED, EventsCommitted.newBuilder().setCabinet("gate-2").setThrough(1).build());
    assertEquals(List.of(DownlinkRefusal.OTHER_CABINET), s.observer.refusals);
  }

  @Test
  void aConfirmationThatTheGatewayDidNotSayIsRefusedAndDeletesNothing() {
    s.cabinet.happen(1);
    long epoch = s.cabinet.snapshot().epoch();
    EventsCommitted genuine = CommittedSeal.seal(Session.CABINET_KEY, Session.ID, epoch, 0);
    s.arrives(Topic.COMMITTED, genuine.toBuilder().setThrough(1).build());
    s.arrives(Topic.COMMITTED, genuine.toBuilder().setThrough(1).clearMac().build());
    s.arrives(Topic.COMMITTED, CommittedSeal.seal(new byte[] {1}, Session.ID, epoch, 1));
    assertEquals(
        List.of(
            DownlinkRefusal.BAD_SIGNATURE,
            DownlinkRefusal.BAD_SIGNATURE,
            DownlinkRefusal.BAD_SIGNATURE),
        s.observer.refusals);
    assertEquals(0, s.cabinet.snapshot().committedThrough());
  }

  @Test
  void aConfirmationToAnEarlierStartIsRefused() {
    s.cabinet.happen(1);
    long earlier = s.cabinet.snapshot().epoch() - 1;
    s.arrives(Topic.COMMITTED, CommittedSeal.seal(Session.CABINET_KEY, Session.ID, earlier, 1));
    assertEquals(List.of(DownlinkRefusal.STALE_EPOCH), s.observer.refusals);
    assertEquals(0, s.cabinet.snapshot().committedThrough());
  }

  @Test
  void aConfirmationBeyondAllNumbersIsRefused() {
    s.gatewayConfirms(-1);
    assertEquals(List.of(DownlinkRefusal.MALFORMED), s.observer.refusals);
  }

  @Test
  void aTopicThatIsNoDownlinkOfThisCabinetIsRefused() {
    byte[] bytes = s.gateway.sign(action).toByteArray();
    s.pipe.cabinet().arrived("cab/gate-2/down/actions", bytes, false);
    s.pipe.cabinet().arrived(Topic.HELLO.of(Session.ID), bytes, false);
    s.pipe.cabinet().arrived("", bytes, false);
    assertEquals(
        List.of(
            DownlinkRefusal.UNKNOWN_TOPIC,
            DownlinkRefusal.UNKNOWN_TOPIC,
            DownlinkRefusal.UNKNOWN_TOPIC),
        s.observer.refusals);
  }

  @Test
  void anOversizeDownlinkIsRefusedUnread() {
    byte[] huge = new byte[Topic.MAX_PAYLOAD_BYTES + 1];
    s.pipe.cabinet().arrived(Topic.ACTIONS.of(Session.ID), huge, false);
    s.pipe.cabinet().arrived(Topic.COMMITTED.of(Session.ID), huge, false);
    assertEquals(
        List.of(DownlinkRefusal.TOO_LARGE, DownlinkRefusal.TOO_LARGE), s.observer.refusals);
  }

  @Test
  void bytesThatAreNoMessageAreRefused() {
    byte[] rubbish = {(byte) 0xff, (byte) 0xff, 3};
    s.pipe.cabinet().arrived(Topic.ACTIONS.of(Session.ID), rubbish, false);
    s.pipe.cabinet().arrived(Topic.DESIRED.of(Session.ID), rubbish, false);
    s.pipe.cabinet().arrived(Topic.COMMITTED.of(Session.ID), rubbish, false);
    assertEquals(
        List.of(DownlinkRefusal.MALFORMED, DownlinkRefusal.MALFORMED, DownlinkRefusal.MALFORMED),
        s.observer.refusals);
  }

  @Test
  void anAlteredPayloadIsRefused() {
    Signed signed = s.gateway.sign(action);
    Signed altered =
        signed.toBuilder()
            .setPayload(action.toBuilder().setEpoch(8).build().toByteString())
            .build();
    s.arrives(Topic.ACTIONS, altered);
    assertEquals(List.of(DownlinkRefusal.BAD_SIGNATURE), s.observer.refusals);
  }

  @Test
  void anActionForAFullCabinetIsCountedAndLeftToTheGateway() {
    s.cabinet.queueIsFull(true);
    s.arrives(Topic.ACTIONS, s.gateway.sign(action));
    assertEquals(List.of(DownlinkRefusal.QUEUE_FULL), s.observer.refusals);
  }
}
