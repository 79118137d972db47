package cubby.agent.app.link;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.InvalidProtocolBufferException;
import cubby.wire.Topic;
import cubby.wire.v1.EventBatch;
import cubby.wire.v1.Hello;
import cubby.wire.v1.Telemetry;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class GatewaySessionTest {

  @Test
  void aNewConnectionSaysHelloBeforeAnythingElse() {
    Session s = Session.started();
    s.cabinet.happen(2);
    s.time.advance(5_000);
    s.connect();

    assertEquals(List.of(Topic.HELLO, Topic.EVENTS, Topic.TELEMETRY), s.pipe.topics());
    Hello hello = s.pipe.hello();
    assertEquals(7, hello.getEpoch());
    assertEquals(s.time.uptimeMillis(), hello.getUptimeMillis());
    assertEquals(2, hello.getLastEventSequence());
    assertEquals(3, hello.getDesiredVersion());
    assertEquals(0, hello.getCommittedThrough());
    assertEquals(1, hello.getFirstEventSequence());
    assertEquals(17, hello.getActionSequence());
    assertEquals("1.2.3", hello.getAgentVersion());
    assertEquals("test-2", hello.getProfile());
    assertEquals(2, hello.getCompartmentsCount());
    assertEquals(600, hello.getCompartments(1).getBottomMillimetres());
    assertEquals(2, hello.getStatesCount());
    assertEquals(1_800_000_000_000L, hello.getUtcMillis());
    assertTrue(s.session.isConnected());
  }

  @Test
  void aHelloThatNobodyAnswersIsSaidAgainOnTheSameConnection() {
    Session s = Session.connected();
    s.time.advance(GatewaySession.HELLO_AGAIN_MILLIS + 1_000);

    assertEquals(2, s.pipe.topics().stream().filter(topic -> topic == Topic.HELLO).count());
    s.gatewayConfirms(0);
    s.time.advance(60_000);
    assertEquals(2, s.pipe.topics().stream().filter(topic -> topic == Topic.HELLO).count());
  }

  @Test
  void aHelloIsNeverOlderThanWhatTheGatewayHas() {
    Session s = Session.connected();
    s.cabinet.happenUnshown(1);
    assertEquals(List.of(1L), s.pipe.sequences());
    s.gatewayConfirms(1);
    s.loseConnection();
    s.pipe.sent.clear();
    s.connect();
    // A smaller number would tell the gateway that this cabinet lost its journal.
    assertEquals(List.of(), s.pipe.sent);

    s.cabinet.show();
    assertEquals(1, s.pipe.hello().getLastEventSequence());
  }

  @Test
  void withoutAConnectionNothingIsSentAndNothingIsLost() {
    Session s = Session.started();
    s.cabinet.happen(3);
    s.time.advance(60_000);
    assertEquals(List.of(), s.pipe.sent);
    assertFalse(s.session.isConnected());

    s.connect();
    assertEquals(List.of(1L, 2L, 3L), s.pipe.sequences());
  }

  @Test
  void anEventIsSentAtOnceAndDeletedOnlyWhenTheGatewayHasIt() {
    Session s = Session.connected();
    s.cabinet.happen(1);
    assertEquals(List.of(1L), s.pipe.sequences());
    assertEquals(1, s.cabinet.eventsAfter(0, 10).size());

    s.gatewayConfirms(1);
    assertEquals(0, s.cabinet.eventsAfter(0, 10).size());
    assertEquals(1, s.observer.committed);
  }

  @Test
  void aLostBatchIsSentAgainFromTheLastConfirmedEventAfterTenSeconds() {
    Session s = Session.connected();
    s.cabinet.happen(2);
    s.gatewayConfirms(1);
    s.cabinet.happen(1);
    s.time.advance(9_000);
    assertEquals(List.of(1L, 2L, 3L), s.pipe.sequences());

    s.time.advance(2_000);
    assertEquals(List.of(1L, 2L, 3L, 2L, 3L), s.pipe.sequences());
    assertEquals(1, s.observer.resends);
  }

  @Test
  void newEventsDoNotPutOffTheResendOfOldOnes() {
    Session s = Session.connected();
    for (int second = 0; second < 7; second++) {
      s.cabinet.happen(1);
      s.time.advance(1_500);
    }
    assertEquals(1, s.observer.resends);
    assertEquals(2, s.pipe.sequences().stream().filter(n -> n == 1).count());
  }

  @Test
  void aQuietLinkResendsNothing() {
    Session s = Session.connected();
    s.cabinet.happen(5);
    s.gatewayConfirms(5);
    s.time.advance(120_000);
    assertEquals(5, s.pipe.sequences().size());
    assertEquals(0, s.observer.resends);
  }

  @Test
  void afterAReconnectEverythingUnconfirmedIsSentAgainBehindANewHello() {
    Session s = Session.connected();
    s.cabinet.happen(4);
    s.gatewayConfirms(2);
    s.loseConnection();
    assertFalse(s.session.isConnected());
    s.cabinet.happen(1);
    s.connect();

    assertEquals(2, s.pipe.topics().stream().filter(Topic.HELLO::equals).count());
    assertTrue(s.pipe.sequences().containsAll(List.of(3L, 4L, 5L)));
    assertEquals(List.of(3L, 4L, 5L), s.pipe.sequences().reversed().subList(0, 3).reversed());
  }

  @Test
  void aRepeatedOrOldConfirmationChangesNothing() {
    Session s = Session.connected();
    s.cabinet.happen(6);
    s.gatewayConfirms(4);
    s.gatewayConfirms(4);
    s.gatewayConfirms(2);
    assertEquals(4, s.cabinet.snapshot().committedThrough());
    assertEquals(4, s.observer.committed);
    assertEquals(List.of(), s.observer.refusals);
    assertEquals(6, s.pipe.sequences().size());
  }

  @Test
  void aForgedConfirmationTakesNothingThatWasNotEvenSent() {
    Session s = Session.started();
    s.cabinet.happen(1_000);
    s.connect();
    s.gatewayConfirms(1_000);
    assertEquals(800, s.cabinet.snapshot().committedThrough());
  }

  @Test
  void aConfirmationOfEventsThatNeverWereIsRefused() {
    Session s = Session.connected();
    s.cabinet.happen(2);
    s.gatewayConfirms(3);
    assertEquals(List.of(DownlinkRefusal.NEVER_SENT), s.observer.refusals);
    assertEquals(2, s.cabinet.eventsAfter(0, 10).size());
  }

  @Test
  void atMostEightBatchesOfOneHundredAreUnderWayAndTheRestFollows() {
    Session s = Session.started();
    s.cabinet.happen(1_000);
    s.connect();
    assertEquals(8, s.pipe.batches().size());
    assertTrue(s.pipe.batches().stream().allMatch(batch -> batch.getEventsCount() == 100));

    s.gatewayConfirms(150);
    assertEquals(9, s.pipe.batches().size());
    s.gatewayConfirms(900);
    assertEquals(LongStream.rangeClosed(1, 1_000).boxed().toList(), s.pipe.sequences());
  }

  @Test
  void aBatchStaysBelowFortyEightKibibytes() {
    Session s = Session.started();
    s.cabinet.happen(100, 1_000);
    s.connect();
    List<EventBatch> batches = s.pipe.batches();
    assertEquals(3, batches.size());
    assertTrue(batches.stream().allMatch(batch -> batch.getSerializedSize() <= 48 * 1024));
    assertEquals(100, s.pipe.sequences().size());
  }

  @Test
  void oneEventLargerThanABatchStillGetsThrough() {
    Session s = Session.connected();
    s.cabinet.happen(1, 50_000);
    s.cabinet.happen(1);
    assertEquals(List.of(1L, 2L), s.pipe.sequences());
  }

  @Test
  void aJammedPipeIsTriedAgainWithinASecond() {
    Session s = Session.started();
    s.pipe.jammed = true;
    s.connect();
    s.cabinet.happen(2);
    assertFalse(s.session.isConnected());
    s.pipe.jammed = false;
    s.time.advance(1_000);
    assertEquals(Topic.HELLO, s.pipe.topics().getFirst());
    assertEquals(List.of(1L, 2L), s.pipe.sequences());
  }

  @Test
  void telemetryComesEveryThirtySeconds() throws InvalidProtocolBufferException {
    Session s = Session.connected();
    s.cabinet.happen(2);
    s.gatewayConfirms(1);
    s.time.advance(90_000);
    List<FakePipe.Sent> telemetry =
        s.pipe.sent.stream().filter(sent -> sent.topic() == Topic.TELEMETRY).toList();
    assertEquals(4, telemetry.size());
    Telemetry last = Telemetry.parseFrom(telemetry.getLast().payload());
    assertEquals(1, last.getOutboxLength());
    assertEquals(1, last.getReadingsCount());
    assertEquals(61_500, last.getReadings(0).getTemperatureMilliCelsius());
    assertTrue(last.getReadings(0).getHeating());
  }

  @Test
  void aClosedSessionSendsNothingMore() {
    Session s = Session.connected();
    s.session.close();
    int before = s.pipe.sent.size();
    s.cabinet.happen(1);
    s.time.advance(60_000);
    assertEquals(before, s.pipe.sent.size());
    assertTrue(s.pipe.closed);
    assertEquals(0, s.time.waiting());
  }
}
