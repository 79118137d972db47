package cubby.world.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.InvalidProtocolBufferException;
import cubby.gateway.app.port.Messenger.Kind;
import cubby.wire.Signer;
import cubby.wire.Topic;
import cubby.wire.v1.Action;
import cubby.wire.v1.ActionFinished;
import cubby.wire.v1.DesiredState;
import cubby.wire.v1.Event;
import cubby.wire.v1.EventBatch;
import cubby.wire.v1.EventsCommitted;
import cubby.wire.v1.OpenCompartment;
import cubby.wire.v1.Purpose;
import cubby.wire.v1.Signed;
import cubby.world.e2e.CabinetWorld.Setup;
import cubby.world.e2e.Rider.Deposit;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Somebody in the middle of the cable wants a door to open, or a cabinet to be misled. */
class HostileDownlinksTest {
  /** Nobody has a right to this compartment. */
  private static final int DOOR = 16;

  private static final String ACTIONS = Topic.ACTIONS.of(CabinetWorld.CABINET);
  private static final long FAR = Long.MAX_VALUE / 2;

  @TempDir static Path folder;
  private static CabinetWorld world;
  private static Rider rider;

  @BeforeAll
  static void start() throws Exception {
    world = CabinetWorld.start(folder, Setup.PARCEL.withTap());
    rider = world.rider(Stories.RIDER);
  }

  @AfterAll
  static void stop() throws Exception {
    world.close();
  }

  @Test
  void aReplayedActionOpensNothingAndItsFirstResultIsSaidAgain() throws Exception {
    int before = world.tap().caught(Topic.ACTIONS, CabinetWorld.CABINET).size();
    Deposit deposit = Stories.stored(world, rider, "S", Stories.RECIPIENT);
    byte[] opened = world.tap().caught(Topic.ACTIONS, CabinetWorld.CABINET).get(before);
    Action action = Action.parseFrom(Signed.parseFrom(opened).getPayload());
    Await.until("the first result", () -> results(action.getId()).size() == 1);
    settled();
    double pulses = world.agentMeter().of("cubby_agent_pulses_total");
    double repeated = world.agentMeter().of("cubby_agent_actions_repeated_total");

    world.tap().toCabinet(ACTIONS, opened);

    world.agentMeter().rises("cubby_agent_actions_repeated_total", repeated, 1);
    List<ActionFinished> results =
        Await.until("the result again", () -> results(action.getId()), seen -> seen.size() == 2);
    assertEquals(results.getFirst(), results.getLast());
    assertEquals(pulses, world.agentMeter().of("cubby_agent_pulses_total"));
    assertEquals("CLOSED", world.atCabinet().door(deposit.compartment()));
    assertEquals("STORED", rider.looks(deposit).state());
  }

  @Test
  void anActionWithAForgedSignatureIsRefused() throws Exception {
    Signer thief =
        new Signer(
            "gateway-1", KeyPairGenerator.getInstance("Ed25519").generateKeyPair().getPrivate());
    refusedDownlink("BAD_SIGNATURE", thief.sign(opening().build()).toByteArray());
  }

  @Test
  void anActionUnderAnUnknownKeyIsRefused() throws Exception {
    Signer stranger =
        new Signer(
            "gateway-9", KeyPairGenerator.getInstance("Ed25519").generateKeyPair().getPrivate());
    refusedDownlink("UNKNOWN_KEY", stranger.sign(opening().build()).toByteArray());
  }

  @Test
  void anActionForAnotherCabinetIsRefused() {
    refusedDownlink("OTHER_CABINET", signed(opening().setCabinet("meal")));
  }

  @Test
  void aSignatureForADesiredStateIsNoneForAnAction() {
    byte[] desired =
        world
            .signer()
            .sign(DesiredState.newBuilder().setCabinet(CabinetWorld.CABINET).build())
            .toByteArray();
    refusedDownlink("BAD_SIGNATURE", desired);
  }

  @Test
  void garbageAndTooMuchOfItIsRefused() {
    refusedDownlink("MALFORMED", new byte[] {(byte) 0xff, 1, 2, 3});
    refusedDownlink("TOO_LARGE", new byte[Topic.MAX_PAYLOAD_BYTES + 1]);
  }

  @Test
  void aRetainedActionIsRefusedHoweverGenuine() {
    byte[] genuine = signed(opening());
    double pulses = world.agentMeter().of("cubby_agent_pulses_total");
    String counter = "cubby_agent_downlinks_refused_total{reason=\"RETAINED\"}";
    double before = world.agentMeter().of(counter);

    world.tap().toCabinetRetained(ACTIONS, genuine);

    world.agentMeter().rises(counter, before, 1);
    unmoved(pulses);
  }

  @Test
  void aTopicOfAnotherCabinetAndAConfirmationThatTheGatewayDidNotSayAreRefused() {
    refused("UNKNOWN_TOPIC", Topic.ACTIONS.of("meal"), signed(opening()));
    EventsCommitted.Builder lie = EventsCommitted.newBuilder().setThrough(1_000_000);
    String committed = Topic.COMMITTED.of(CabinetWorld.CABINET);
    refused("BAD_SIGNATURE", committed, lie.setCabinet(CabinetWorld.CABINET).build().toByteArray());
    refused("OTHER_CABINET", committed, lie.setCabinet("meal").build().toByteArray());
  }

  @Test
  void anActionOfAnotherEpochIsRefused() {
    refusedAction(
        "cubby_agent_actions_refused_total", opening().setEpoch(opening().getEpoch() - 1));
    refusedAction(
        "cubby_agent_actions_refused_total", opening().setEpoch(opening().getEpoch() + 1));
  }

  @Test
  void anActionAfterItsDeadlineIsExpired() {
    refusedAction("cubby_agent_actions_expired_total", opening().setDeadlineUptimeMillis(1));
  }

  @Test
  void aReplayedDesiredStateBringsNoSpentCodeBack() {
    String phone = "13900000009";
    Deposit deposit = Stories.stored(world, rider, "M", phone);
    String code = world.recipient(phone).code();
    byte[] before = world.tap().caught(Topic.DESIRED, CabinetWorld.CABINET).getLast();
    world.atCabinet().types(code);
    world.atCabinet().seesDoor(deposit.compartment(), "OPEN");
    world.atCabinet().takesOutAndCloses(deposit.compartment());
    rider.sees(deposit, "COLLECTED");
    Deposit next = Stories.stored(world, rider, "M", phone);
    long version =
        Await.until("the newer grant at the cabinet", () -> versionWith(next), v -> v > 0);

    world.tap().toCabinet(Topic.DESIRED.of(CabinetWorld.CABINET), before);
    // Downlinks keep their order: when this one was judged, so was the one before.
    refusedDownlink("MALFORMED", new byte[] {(byte) 0xff, 1, 2, 3});

    String newer = Inbox.code(world.inbox().text(phone, Kind.DEPOSIT_READY, 2));
    assertEquals("OPENING", world.atCabinet().types(newer).text("answer"), "it still holds");
    world.atCabinet().seesDoor(next.compartment(), "OPEN");
    world.atCabinet().takesOutAndCloses(next.compartment());
    assertTrue(world.agent().cabinet().snapshot().desiredVersion() >= version);
  }

  /** The desired state in force, where it holds the deposit's grant; else 0. */
  private static long versionWith(Deposit deposit) {
    DesiredState newest =
        desired(world.tap().caught(Topic.DESIRED, CabinetWorld.CABINET).getLast());
    boolean holds =
        newest.getGrantsList().stream().anyMatch(g -> g.getDepositId().equals(deposit.id()));
    boolean inForce = newest.getVersion() == world.agent().cabinet().snapshot().desiredVersion();
    return holds && inForce ? newest.getVersion() : 0;
  }

  private static DesiredState desired(byte[] signed) {
    try {
      return DesiredState.parseFrom(Signed.parseFrom(signed).getPayload());
    } catch (InvalidProtocolBufferException e) {
      throw new AssertionError("the gateway sent garbage", e);
    }
  }

  /** An opening that the cabinet would carry out. */
  private static Action.Builder opening() {
    return Action.newBuilder()
        .setId(UUID.randomUUID().toString())
        .setCabinet(CabinetWorld.CABINET)
        .setEpoch(world.agent().cabinet().snapshot().epoch())
        .setSequence(FAR)
        .setDeadlineUptimeMillis(FAR)
        .setOpen(
            OpenCompartment.newBuilder()
                .setCompartment(DOOR)
                .setPurpose(Purpose.PURPOSE_DEPOSIT)
                .setDepositId("stolen")
                .setRightId("stolen"));
  }

  private static byte[] signed(Action.Builder action) {
    return world.signer().sign(action.build()).toByteArray();
  }

  private static void refusedDownlink(String reason, byte[] payload) {
    refused(reason, ACTIONS, payload);
  }

  /** Nothing of it is used. */
  private static void refused(String reason, String topic, byte[] payload) {
    double pulses = world.agentMeter().of("cubby_agent_pulses_total");
    String counter = "cubby_agent_downlinks_refused_total{reason=\"" + reason + "\"}";
    double before = world.agentMeter().of(counter);
    world.tap().toCabinet(topic, payload);
    world.agentMeter().rises(counter, before, 1);
    unmoved(pulses);
  }

  /** It is genuine, and gets one final result other than DONE. */
  private static void refusedAction(String counter, Action.Builder action) {
    double pulses = world.agentMeter().of("cubby_agent_pulses_total");
    double before = world.agentMeter().of(counter);
    world.tap().toCabinet(ACTIONS, signed(action));
    world.agentMeter().rises(counter, before, 1);
    Await.until("its result", () -> results(action.getId()).size() == 1);
    unmoved(pulses);
  }

  private static void unmoved(double pulsesBefore) {
    assertEquals(pulsesBefore, world.agentMeter().of("cubby_agent_pulses_total"));
    assertEquals("CLOSED", world.atCabinet().door(DOOR));
    assertEquals("FREE", world.atCabinet().shown(DOOR).path("tenancy").asString());
  }

  /** The gateway confirmed all that was told: a result would have to be told anew. */
  private static void settled() {
    Await.until("an empty outbox", () -> world.agentMeter().of("cubby_agent_outbox_events") == 0);
  }

  /** Every result of the action that went up the cable. */
  private static List<ActionFinished> results(String actionId) {
    return world.tap().caught(Topic.EVENTS, CabinetWorld.CABINET).stream()
        .flatMap(batch -> events(batch).stream())
        .map(Event::getActionFinished)
        .filter(finished -> finished.getActionId().equals(actionId))
        .toList();
  }

  private static List<Event> events(byte[] batch) {
    try {
      return EventBatch.parseFrom(batch).getEventsList();
    } catch (InvalidProtocolBufferException e) {
      throw new AssertionError("the cabinet sent garbage", e);
    }
  }
}
