package cubby.agent.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.google.protobuf.InvalidProtocolBufferException;
import cubby.agent.app.link.Downlink;
import cubby.agent.app.link.DownlinkJudge;
import cubby.agent.app.port.JournalException;
import cubby.agent.domain.Input;
import cubby.wire.CommittedSeal;
import cubby.wire.Signer;
import cubby.wire.Topic;
import cubby.wire.Verifier;
import cubby.wire.v1.Action;
import cubby.wire.v1.DesiredState;
import cubby.wire.v1.Purpose;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** Any downlink, from the socket's bytes to the coils of a cabinet with a deposit behind door 1. */
class DownlinkFuzzTest {
  private static final String CABINET = "east-1";
  private static final byte[] CABINET_KEY = new byte[32];
  private static final KeyPair KEYS = keys();
  private static final Signer SIGNER = new Signer("k1", KEYS.getPrivate());
  private static final DownlinkJudge JUDGE =
      new DownlinkJudge(
          CABINET, new Verifier(CABINET, Map.of("k1", KEYS.getPublic())), CABINET_KEY);

  /** The moment that {@link Bench#stored} leaves behind, and the only epoch. */
  private static final long EPOCH = 1;

  static Stream<byte[]> downlinks() {
    return Stream.of(
        line(Topic.ACTIONS.of(CABINET), SIGNER.sign(action(Purpose.PURPOSE_PICKUP)).toByteArray()),
        line(Topic.DESIRED.of(CABINET), SIGNER.sign(Bench.desired()).toByteArray()),
        line(
            Topic.COMMITTED.of(CABINET),
            CommittedSeal.seal(CABINET_KEY, CABINET, EPOCH, 3).toByteArray()),
        line("cab/west-2/down/actions", new byte[] {1}),
        line(Topic.HELLO.of(CABINET), new byte[0]));
  }

  /** The input is a topic, a line end, and a payload. */
  @MethodSource("downlinks")
  @FuzzTest
  void nothingThatTheGatewayDidNotSayIsTaken(byte[] input) {
    int end = 0;
    while (end < input.length && input[end] != '\n') {
      end++;
    }
    String topic = new String(input, 0, end, StandardCharsets.UTF_8);
    byte[] payload = Arrays.copyOfRange(input, Math.min(end + 1, input.length), input.length);
    Downlink judged = JUDGE.judge(topic, payload, false);
    Optional<Topic> known = Topic.parse(CABINET, topic);
    switch (judged) {
      case Downlink.ActionDown(Action action) ->
          assertEquals(action(Purpose.PURPOSE_PICKUP), action);
      case Downlink.DesiredDown(DesiredState desired) -> assertEquals(Bench.desired(), desired);
      case Downlink.CommittedDown(long epoch, long through) -> {
        assertEquals(Optional.of(Topic.COMMITTED), known);
        assertEquals(EPOCH, epoch);
        assertEquals(3, through);
      }
      case Downlink.RefusedDown refused -> {}
    }
    assertInstanceOf(Downlink.RefusedDown.class, JUDGE.judge(topic, payload, true), "retained");
  }

  static Stream<byte[]> actions() {
    return Stream.concat(
        Arrays.stream(Purpose.values())
            .filter(p -> p != Purpose.UNRECOGNIZED)
            .map(p -> action(p).toByteArray()),
        Stream.of(
            action(Purpose.PURPOSE_PICKUP).toBuilder().clearOpen().build().toByteArray(),
            action(Purpose.PURPOSE_PICKUP).toBuilder()
                .setRelease(cubby.wire.v1.ReleaseCompartment.newBuilder().setCompartment(2))
                .build()
                .toByteArray(),
            action(Purpose.PURPOSE_PICKUP).toBuilder()
                .setQuarantine(
                    cubby.wire.v1.QuarantineCompartment.newBuilder()
                        .setCompartment(3)
                        .setReason("hinge"))
                .build()
                .toByteArray(),
            action(Purpose.PURPOSE_PICKUP).toBuilder()
                .setAbort(
                    cubby.wire.v1.AbortDeposit.newBuilder().setCompartment(1).setDepositId("d1"))
                .build()
                .toByteArray()));
  }

  @MethodSource("actions")
  @FuzzTest
  void aSignedActionHasOneResultAndMovesAtMostItsOwnDoor(byte[] payload) throws Exception {
    Action action;
    try {
      action = Action.parseFrom(payload);
    } catch (InvalidProtocolBufferException e) {
      return;
    }
    Bench bench = new Bench(new MemoryJournal());
    bench.stored();
    CabinetCalls calls = new CabinetCalls(bench.core, arrival -> ran(bench, arrival));
    assertTrue(calls.actionArrived(action));
    bench.pass(30_000);
    List<Integer> pulses = List.copyOf(bench.locks.pulses);
    assertTrue(
        pulses.stream().allMatch(door -> mayOpen(action, door)),
        "opened " + pulses + ": " + action);
    assertTrue(pulses.size() <= 2, "one pulse and one retry: " + pulses);
    // Without an id there is nobody to tell.
    int results = action.getId().isEmpty() ? 0 : 1;
    assertEquals(results, bench.results(action).size(), "results of " + action);
    bench.send(action);
    bench.restart();
    bench.send(action);
    bench.pass(30_000);
    assertEquals(pulses, bench.locks.pulses, "a repeated action moves nothing");
    assertEquals(results, bench.results(action).size());
  }

  static Stream<byte[]> desired() {
    return Stream.of(Bench.desired().toByteArray());
  }

  @MethodSource("desired")
  @FuzzTest
  void aSignedDesiredStateMovesNothingAndIsThereAfterARestart(byte[] payload) throws Exception {
    DesiredState desired;
    try {
      desired = DesiredState.parseFrom(payload);
    } catch (InvalidProtocolBufferException e) {
      return;
    }
    Bench bench = new Bench(new MemoryJournal());
    bench.stored();
    CabinetCalls calls = new CabinetCalls(bench.core, arrival -> ran(bench, arrival));
    assertTrue(calls.desiredArrived(desired));
    bench.pass(10_000);
    assertEquals(List.of(), bench.locks.pulses);
    long version = bench.core.snapshot().desiredVersion();
    Map<String, String> notices = bench.core.snapshot().notices();
    assertTrue(version == 1 || version == desired.getVersion());
    bench.restart();
    bench.pass(10_000);
    assertEquals(version, bench.core.snapshot().desiredVersion());
    assertEquals(notices, bench.core.snapshot().notices());
    bench.in(new Input.CodeTyped("00000000"));
    assertEquals(List.of(), bench.locks.pulses, "no grant of ours has this code");
  }

  private static boolean mayOpen(Action action, int door) {
    return action.hasOpen()
        && action.getOpen().getCompartment() == door
        && action.getEpoch() == EPOCH
        && !action.getId().isEmpty();
  }

  private static boolean ran(Bench bench, Arrival arrival) {
    try {
      bench.core.run(List.of(arrival));
      return true;
    } catch (JournalException e) {
      throw new AssertionError("the journal works", e);
    }
  }

  private static Action action(Purpose purpose) {
    return Action.newBuilder()
        .setId("x1")
        .setCabinet(CABINET)
        .setEpoch(EPOCH)
        .setSequence(7)
        .setDeadlineUptimeMillis(1_000_000)
        .setOpen(
            cubby.wire.v1.OpenCompartment.newBuilder()
                .setCompartment(1)
                .setPurpose(purpose)
                .setDepositId("d1")
                .setRightId("rider"))
        .build();
  }

  private static byte[] line(String topic, byte[] payload) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    all.writeBytes((topic + "\n").getBytes(StandardCharsets.UTF_8));
    all.writeBytes(payload);
    return all.toByteArray();
  }

  private static KeyPair keys() {
    try {
      return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this JDK lacks Ed25519", e);
    }
  }
}
