package cubby.agent.adapter.mqtt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cubby.wire.Topic;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PahoTransportTest {
  private static final String ID = "paho-test-1";
  private static final byte[] GONE = {8, 7};

  private final Ear ear = new Ear();
  private Responder gateway;
  private PahoTransport transport;

  @BeforeEach
  void gatewayListens() throws IOException {
    gateway = new Responder();
    transport = transport(25_000);
  }

  @AfterEach
  void nothingIsLeftBehind() throws Exception {
    transport.close();
    gateway.close();
    awaitNoThreads();
  }

  private PahoTransport transport(long handshakeMillis) throws IOException {
    MqttAccess access = new MqttAccess(gateway.uri("tcp"), ID, "s3cr3t-s3cr3t-s3cr3t", null);
    return new PahoTransport(access, GONE, handshakeMillis);
  }

  @Test
  void itIntroducesItselfAsTheCabinetWithSecretWillAndKeepAlive() throws Exception {
    transport.open(ear);
    Responder.Packet connect = gateway.expect(Responder.CONNECT);
    String text = connect.text();
    assertEquals(4, connect.body()[6], "MQTT 3.1.1");
    // User name, password, will of QoS 1 not retained, clean session.
    assertEquals(0b1100_1110, connect.body()[7] & 0xff);
    assertEquals(PahoTransport.KEEP_ALIVE_SECONDS, connect.body()[9]);
    String will = "cab/" + ID + "/up/gone";
    String wanted =
        field(ID)
            + field(will)
            + field(new String(GONE, StandardCharsets.ISO_8859_1))
            + field(ID)
            + field("s3cr3t-s3cr3t-s3cr3t");
    assertEquals(wanted, text.substring(10));
    ear.expect("connected");
  }

  @Test
  void itSubscribesToItsOwnThreeDownlinksAndNothingElse() throws Exception {
    transport.open(ear);
    String text = gateway.expect(Responder.SUBSCRIBE).text().substring(2);
    String one = "\u0001";
    assertEquals(
        field("cab/" + ID + "/down/actions")
            + one
            + field("cab/" + ID + "/down/desired")
            + one
            + field("cab/" + ID + "/down/committed")
            + one,
        text);
  }

  @Test
  void everySocketIsWithoutDelay() throws IOException {
    try (Socket plain = new NoDelaySocketFactory().createSocket();
        Socket tls = NoDelayTlsSocketFactory.trusting(null).createSocket()) {
      assertTrue(plain.getTcpNoDelay());
      assertTrue(tls.getTcpNoDelay());
    }
  }

  @Test
  void messagesGoUpWithTheirTopicsQualityAndComeDownAsTheyWere() throws Exception {
    transport.open(ear);
    ear.expect("connected");
    assertTrue(transport.publish(Topic.EVENTS, new byte[] {1}));
    assertTrue(transport.publish(Topic.TELEMETRY, new byte[] {2}));
    assertEquals(0x32, gateway.expect(Responder.PUBLISH).first());
    assertEquals(0x30, gateway.expect(Responder.PUBLISH).first());

    gateway.publish("cab/" + ID + "/down/actions", new byte[5], false);
    ear.expect("cab/" + ID + "/down/actions 5");
    gateway.publish("cab/" + ID + "/down/actions", new byte[6], true);
    ear.expect("cab/" + ID + "/down/actions 6 retained");
  }

  @Test
  void withoutAConnectionNothingIsTaken() {
    assertFalse(transport.publish(Topic.EVENTS, new byte[] {1}));
  }

  @Test
  void aCutLineIsNoticedAndReplaced() throws Exception {
    transport.open(ear);
    ear.expect("connected");
    gateway.cut();
    ear.expect("disconnected");
    ear.expect("connected");
    assertEquals(2, gateway.connects.get());
  }

  @Test
  void aWrongSecretIsTriedAgainLater() throws Exception {
    gateway.connectCode = 5;
    transport.open(ear);
    gateway.expect(Responder.CONNECT);
    gateway.connectCode = 0;
    ear.expect("connected");
  }

  @Test
  void aGatewayThatNeverAnswersIsGivenUp() throws Exception {
    transport.close();
    transport = transport(1_500);
    gateway.connectCode = -1;
    transport.open(ear);
    gateway.expect(Responder.CONNECT);
    gateway.expect(Responder.CONNECT);
    gateway.connectCode = 0;
    ear.expect("connected");
  }

  @Test
  void aProxyThatAcceptsAndClosesAtOnceLeavesNoThreadBehind() throws Exception {
    gateway.hangsUpAtOnce = true;
    transport.open(ear);
    gateway.awaitCalls(3);
    gateway.hangsUpAtOnce = false;
    ear.expect("connected");
    awaitThreadsAtMost(7);
  }

  @Test
  void aTransportClosedWhileItConnectsLeavesNoThreadBehind() throws Exception {
    transport.open(ear);
    gateway.awaitCalls(1);
    transport.close();
    awaitNoThreads();
  }

  @Test
  void aRefusedSubscriptionIsNoConnection() throws Exception {
    gateway.grantedQos = 0x80;
    transport.open(ear);
    gateway.expect(Responder.SUBSCRIBE);
    gateway.expect(Responder.CONNECT);
    assertNull(ear.heard.peek());
    gateway.grantedQos = 1;
    ear.expect("connected");
  }

  @Test
  void aGatewayThatIsNotThereYetIsFoundLater() throws Exception {
    gateway.close();
    int port = Integer.parseInt(gateway.uri("tcp").replaceAll(".*:", ""));
    transport.open(ear);
    InetAddress loopback = InetAddress.ofLiteral("127.0.0.1");
    gateway = new Responder(new ServerSocket(port, 50, loopback));
    ear.expect("connected");
  }

  @Test
  void aClosedTransportSaysGoodByeAndTellsNothingMore() throws Exception {
    transport.open(ear);
    ear.expect("connected");
    transport.close();
    assertNotNull(gateway.expect(Responder.DISCONNECT));
    assertNull(ear.heard.poll());
    assertFalse(transport.publish(Topic.EVENTS, new byte[] {1}));
  }

  @Test
  void aPulledCableDropsTheLineWithoutGoodByeUntilItIsPluggedInAgain() throws Exception {
    transport.open(ear);
    ear.expect("connected");
    transport.plug(false);
    ear.expect("disconnected");
    assertEquals(1, gateway.connects.get());
    assertTrue(gateway.packets.stream().noneMatch(packet -> packet.type() == Responder.DISCONNECT));
    transport.plug(true);
    ear.expect("connected");
  }

  @Test
  void waitsDoubleUpToHalfAMinuteAndAreSpread() {
    assertEquals(500, Backoff.delayMillis(1, 0));
    assertEquals(250, Backoff.delayMillis(1, 1));
    assertEquals(2_000, Backoff.delayMillis(3, 0));
    assertEquals(30_000, Backoff.delayMillis(9, 0));
    assertEquals(15_000, Backoff.delayMillis(Integer.MAX_VALUE, 1));
  }

  @Test
  void theSecretIsNotPrinted() {
    MqttAccess access = new MqttAccess("tcp://h:1", ID, "s3cr3t-s3cr3t", null);
    assertFalse(access.toString().contains("s3cr3t"));
  }

  private static String field(String text) {
    return "" + (char) (text.length() >> 8) + (char) (text.length() & 255) + text;
  }

  private static void awaitNoThreads() throws InterruptedException {
    awaitThreadsAtMost(0);
  }

  /** Threads of ours and of Paho's carry the cabinet's id. */
  private static void awaitThreadsAtMost(int most) throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(15);
    List<Thread> left = threads();
    while (left.size() > most && System.nanoTime() < end) {
      left.getFirst().join(100);
      left = threads();
    }
    assertTrue(left.size() <= most, left.toString());
  }

  private static List<Thread> threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().contains(ID) && thread.isAlive())
        .toList();
  }
}
