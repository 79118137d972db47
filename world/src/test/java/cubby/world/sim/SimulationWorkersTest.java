package cubby.world.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** However many threads let worlds live, what is told of them is the same. */
@Timeout(60)
class SimulationWorkersTest {
  private final List<Long> taken = new ArrayList<>();

  /** Later worlds are done sooner. */
  private static World.Result world(long index) {
    for (long spin = index % 3; spin < 3; spin++) {
      Thread.yield();
    }
    return result(index, index == 700 ? List.of("broken") : List.of());
  }

  private static World.Result result(long seed, List<String> violations) {
    return new World.Result(
        seed, 10, 0, 0, "", violations, List.of(), Map.of(), Map.of(), Map.of());
  }

  private boolean upToTheFirstViolation(World.Result result) {
    taken.add(result.seed());
    return result.violations().isEmpty();
  }

  @Test
  void resultsComeInTheOrderOfTheirSeeds() throws InterruptedException {
    new Simulation(500, SimulationWorkersTest::world).run(4, this::upToTheFirstViolation);

    assertEquals(LongStream.range(0, 500).boxed().toList(), taken);
  }

  @Test
  void nothingIsTakenAfterTheFirstViolation() throws InterruptedException {
    new Simulation(5_000, SimulationWorkersTest::world).run(3, this::upToTheFirstViolation);

    assertEquals(LongStream.rangeClosed(0, 700).boxed().toList(), taken);
  }

  @Test
  void aWorldThatCannotBeLivedEndsTheRun() {
    Simulation worlds =
        new Simulation(
            10,
            index -> {
              throw new IllegalStateException("no world");
            });

    assertThrows(IllegalStateException.class, () -> worlds.run(2, this::upToTheFirstViolation));
  }
}
