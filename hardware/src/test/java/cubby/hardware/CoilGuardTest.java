package cubby.hardware;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cubby.hardware.sim.VirtualTimeline;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CoilGuardTest {
  private static final CabinetProfile PROFILE = TestProfiles.column(8, CoilLimits.DEFAULT, false);

  private final VirtualTimeline timeline = new VirtualTimeline();
  private final Board board = new Board(timeline);
  private final CoilGuard guard = new CoilGuard(board, PROFILE, timeline);

  @Test
  void theFirstPulseReachesTheCoil() throws HardwareException {
    guard.pulse(1, 300);
    assertEquals(List.of(new Energised(1, 10_000, 10_300)), board.pulses);
  }

  @Test
  void aPulseLongerThanTheCoilBearsIsNeverAllowed() {
    for (int millis : new int[] {301, 1_001, Integer.MAX_VALUE, 0, -1}) {
      assertEquals(0, refused(1, millis).waitMillis());
    }
    assertTrue(board.pulses.isEmpty());
  }

  @Test
  void aCompartmentOutsideTheProfileIsNeverPulsed() {
    assertEquals(0, refused(9, 300).waitMillis());
    assertEquals(0, refused(0, 300).waitMillis());
    assertTrue(board.pulses.isEmpty());
  }

  @Test
  void aCoilCoolsDownFromTheEndOfItsPulse() throws HardwareException {
    guard.pulse(1, 300);
    timeline.advance(1_000);
    assertEquals(1_300, refused(1, 300).waitMillis());
    timeline.advance(1_299);
    assertEquals(1, refused(1, 300).waitMillis());
    timeline.advance(1);
    guard.pulse(1, 300);
    assertEquals(2, board.pulses.size());
  }

  @Test
  void aNeighbourOnTheSameSupplyWaitsForTheEndAndTheGap() throws HardwareException {
    guard.pulse(1, 200);
    assertEquals(500, refused(3, 300).waitMillis());
    guard.pulse(2, 300);
    timeline.advance(500);
    guard.pulse(3, 300);
    assertEquals(3, board.pulses.size());
  }

  @Test
  void threePulsesInTenSecondsAndSixInAMinuteAreTheLimit() throws HardwareException {
    for (int pulse = 0; pulse < 3; pulse++) {
      guard.pulse(1, 100);
      timeline.advance(2_100);
    }
    assertEquals(10_000 - 6_300, refused(1, 100).waitMillis());
    timeline.advance(10_000 - 6_300);
    for (int pulse = 0; pulse < 3; pulse++) {
      guard.pulse(1, 100);
      timeline.advance(5_000);
    }
    assertEquals(60_000 - 25_000, refused(1, 100).waitMillis());
    timeline.advance(60_000 - 25_000 - 1);
    assertEquals(1, refused(1, 100).waitMillis());
    timeline.advance(1);
    guard.pulse(1, 100);
    assertEquals(7, board.pulses.size());
  }

  @Test
  void aPulseThatTheBoardFailedStillCounts() {
    board.failing = true;
    assertThrows(HardwareException.class, () -> guard.pulse(1, 300));
    board.failing = false;
    assertEquals(2_300, refused(1, 300).waitMillis());
    assertEquals(600, refused(3, 300).waitMillis());
  }

  @Test
  void aSlowBoardsPulseCountsUntilItsLatestPossibleEnd() throws HardwareException {
    board.answersAfterMillis = 700;
    guard.pulse(1, 300);
    assertEquals(600, refused(3, 300).waitMillis());
  }

  @Test
  void aListenerThatPulsesFromInsideThePulseIsRefused() throws HardwareException {
    List<CoilRefusedException> refusals = new ArrayList<>();
    board.whilePulsing = () -> refusals.add(refused(3, 300));
    guard.pulse(1, 300);
    assertEquals(600, refusals.getFirst().waitMillis());
    assertEquals(1, board.pulses.size());
  }

  @Test
  void aProcessThatJustBeganLeavesTimeForAPulseOfTheOneBefore() throws HardwareException {
    VirtualTimeline fresh = new VirtualTimeline(0);
    CoilGuard young = new CoilGuard(board, PROFILE, fresh);
    fresh.advance(100);
    CoilRefusedException refusal =
        assertThrows(CoilRefusedException.class, () -> young.pulse(1, 300));
    assertEquals(500, refusal.waitMillis());
    fresh.advance(500);
    young.pulse(1, 300);
    assertEquals(1, board.pulses.size());
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void noSequenceOfRequestsBreaksALimit(long seed) throws HardwareException {
    Random random = new Random(seed);
    CoilLimits limits =
        new CoilLimits(
            1 + random.nextInt(1_000),
            random.nextInt(4_000),
            1 + random.nextInt(4),
            1 + random.nextInt(8),
            random.nextInt(1_000));
    CabinetProfile profile = TestProfiles.column(1 + random.nextInt(6), limits, false);
    CoilGuard subject = new CoilGuard(board, profile, timeline);
    int refusals = 0;
    for (int request = 0; request < 2_000; request++) {
      board.failing = random.nextInt(10) == 0;
      board.answersAfterMillis = random.nextInt(10) == 0 ? random.nextInt(200) : 0;
      int number = 1 + random.nextInt(profile.compartments().size());
      int millis = 1 + random.nextInt(limits.pulseMillis());
      if (!pulses(subject, number, millis)) {
        refusals++;
      }
      timeline.advance(random.nextInt(4) == 0 ? random.nextInt(9_000) : random.nextInt(300));
    }
    assertTrue(refusals > 100, () -> "the sequence was too tame");
    assertLimitsHeld(profile, limits);
  }

  /** Whether the driver was told; where it was not, the wait must be exact. */
  private boolean pulses(CoilGuard subject, int number, int millis) throws HardwareException {
    int before = board.pulses.size();
    try {
      subject.pulse(number, millis);
    } catch (CoilRefusedException e) {
      assertEquals(before, board.pulses.size());
      if (e.waitMillis() > 1) {
        timeline.advance(e.waitMillis() - 1);
        assertThrows(CoilRefusedException.class, () -> subject.pulse(number, millis));
        timeline.advance(1);
        board.failing = false;
        subject.pulse(number, millis);
      }
      return false;
    } catch (HardwareException e) {
      assertTrue(board.failing);
    }
    assertEquals(before + 1, board.pulses.size());
    return true;
  }

  private void assertLimitsHeld(CabinetProfile profile, CoilLimits limits) {
    List<Energised> all = board.pulses;
    for (int later = 1; later < all.size(); later++) {
      Energised next = all.get(later);
      for (int earlier = 0; earlier < later; earlier++) {
        Energised one = all.get(earlier);
        boolean sameSupply = one.number() % 2 == next.number() % 2;
        if (sameSupply && next.startMillis() < one.endMillis() + limits.supplyGapMillis()) {
          throw new AssertionError(one + " and " + next + " share a supply");
        }
        boolean sameCoil = one.number() == next.number();
        if (sameCoil && next.startMillis() < one.endMillis() + limits.coolDownMillis()) {
          throw new AssertionError(next + " begins while its coil is hot from " + one);
        }
      }
    }
    for (CabinetProfile.Compartment compartment : profile.compartments()) {
      List<Long> starts =
          all.stream()
              .filter(pulse -> pulse.number() == compartment.number())
              .map(Energised::startMillis)
              .toList();
      assertRate(starts, limits.maxPulsesInTenSeconds(), 10_000);
      assertRate(starts, limits.maxPulsesInOneMinute(), 60_000);
    }
  }

  private static void assertRate(List<Long> starts, int max, long windowMillis) {
    boolean broken =
        IntStream.range(max, starts.size())
            .anyMatch(index -> starts.get(index) - starts.get(index - max) < windowMillis);
    assertFalse(broken, () -> "more than " + max + " in " + windowMillis + " ms");
  }

  @Test
  void manyThreadsGetOneCoilPerSupply() throws InterruptedException {
    CountDownLatch start = new CountDownLatch(1);
    List<Thread> threads = new ArrayList<>();
    for (int thread = 0; thread < 16; thread++) {
      int number = 1 + thread % 8;
      threads.add(Thread.ofPlatform().start(() -> pulseOnce(start, number)));
    }
    start.countDown();
    for (Thread thread : threads) {
      assertTrue(thread.join(Duration.ofSeconds(10)));
    }
    assertEquals(2, board.pulses.size());
    assertEquals(3, board.pulses.stream().mapToInt(pulse -> 1 + pulse.number() % 2).sum());
  }

  private void pulseOnce(CountDownLatch start, int number) {
    try {
      assertTrue(start.await(10, TimeUnit.SECONDS));
      guard.pulse(number, 300);
    } catch (CoilRefusedException e) {
      assertTrue(e.waitMillis() > 0);
    } catch (HardwareException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private CoilRefusedException refused(int compartment, int pulseMillis) {
    return assertThrows(CoilRefusedException.class, () -> guard.pulse(compartment, pulseMillis));
  }

  private record Energised(int number, long startMillis, long endMillis) {}

  /** Obeys without thinking, as a board does. */
  private static final class Board implements LockBank {
    private final VirtualTimeline timeline;
    private final List<Energised> pulses = new ArrayList<>();
    private boolean failing;
    private int answersAfterMillis;
    private Runnable whilePulsing = () -> {};

    Board(VirtualTimeline timeline) {
      this.timeline = timeline;
    }

    @Override
    public List<Integer> compartments() {
      return IntStream.rangeClosed(1, 8).boxed().toList();
    }

    @Override
    public void pulse(int compartment, int pulseMillis) throws HardwareException {
      timeline.advance(answersAfterMillis);
      long now = timeline.uptimeMillis();
      pulses.add(new Energised(compartment, now, now + pulseMillis));
      whilePulsing.run();
      if (failing) {
        throw new HardwareException("the answer was garbled");
      }
    }

    @Override
    public SensorSample sample(int compartment) throws HardwareException {
      throw new HardwareException("this board has no sensors");
    }

    @Override
    public void listen(Listener listener) {
      assertTrue(pulses.isEmpty());
    }
  }
}
