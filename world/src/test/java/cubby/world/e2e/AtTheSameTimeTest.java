package cubby.world.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cubby.hardware.sim.SimulatedCabinet.CoilChange;
import cubby.world.e2e.Rider.Deposit;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CyclicBarrier;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several people want something at once. */
class AtTheSameTimeTest {
  private static final List<String> PHONES =
      List.of("13800000001", "13800000002", "13800000003", "13800000004");

  @TempDir Path folder;
  private CabinetWorld world;

  @BeforeEach
  void start() throws Exception {
    world = CabinetWorld.start(folder);
  }

  @AfterEach
  void stop() throws Exception {
    world.close();
  }

  @Test
  void ofTwoRidersOneGetsTheLastFreeCompartmentAndTheOtherAClearRefusal() {
    while (world.freeDoors("XL") > 1) {
      takesOutOfUse("XL");
    }
    List<Client.Answer> answers = together(PHONES.subList(0, 2), "XL");

    List<Client.Answer> refused = answers.stream().filter(one -> one.status() != 201).toList();
    assertEquals(1, refused.size(), () -> "answers: " + answers);
    refused.getFirst().expectProblem(409, "no-free-compartment");
    assertEquals(0, world.freeDoors("XL"));
    Deposit got =
        answers.stream()
            .filter(one -> one.status() == 201)
            .map(one -> Deposit.of(one.body()))
            .findFirst()
            .orElseThrow();
    world.atCabinet().seesDoor(got.compartment(), "OPEN");
    world.atCabinet().putsInAndCloses(got.compartment());
  }

  @Test
  void doorsOfOneSupplyOpenOneAfterTheOther() {
    List<CoilChange> changes = new CopyOnWriteArrayList<>();
    world.plant().listenToCoils(changes::add);

    List<Deposit> deposits =
        together(PHONES, "S").stream().map(one -> Deposit.of(one.expect(201).body())).toList();
    for (Deposit deposit : deposits) {
      world.atCabinet().seesDoor(deposit.compartment(), "OPEN");
    }

    assertEquals(4, deposits.stream().map(Deposit::compartment).distinct().count());
    Map<Integer, String> supplies =
        world.plant().profile().compartments().stream()
            .collect(Collectors.toMap(one -> one.number(), one -> one.supply()));
    Set<String> on = new HashSet<>();
    List<String> pulsed = new ArrayList<>();
    for (CoilChange change : List.copyOf(changes)) {
      String supply = supplies.get(change.output());
      if (change.energised()) {
        assertTrue(on.add(supply), () -> "two coils at once: " + changes);
        pulsed.add(supply);
      } else {
        on.remove(supply);
      }
    }
    assertNotEquals(pulsed.size(), Set.copyOf(pulsed).size(), "no two doors shared a supply");
    deposits.forEach(one -> world.atCabinet().putsInAndCloses(one.compartment()));
  }

  /** The riders ask in the same moment. */
  private List<Client.Answer> together(List<String> phones, String size) {
    List<Rider> riders = phones.stream().map(world::rider).toList();
    CyclicBarrier barrier = new CyclicBarrier(riders.size());
    List<CompletableFuture<Client.Answer>> asked =
        riders.stream()
            .map(rider ->
                CompletableFuture.supplyAsync(
                    () -> {
                      meet(barrier);
                      return rider.asks(CabinetWorld.CABINET, size, Stories.RECIPIENT);
                    },
                    task -> Thread.ofPlatform().daemon().start(task)))
            .toList();
    return asked.stream().map(CompletableFuture::join).toList();
  }

  private static void meet(CyclicBarrier barrier) {
    try {
      barrier.await();
    } catch (InterruptedException | java.util.concurrent.BrokenBarrierException e) {
      throw new IllegalStateException("the riders did not meet", e);
    }
  }

  private void takesOutOfUse(String size) {
    int before = world.freeDoors(size);
    int number =
        world.plant().profile().compartments().stream()
            .filter(one -> one.size().name().equals(size))
            .mapToInt(one -> one.number())
            .filter(one -> !world.quarantined(one))
            .findFirst()
            .orElseThrow();
    world
        .manager()
        .post(
            "/manager/compartments/" + CabinetWorld.CABINET + "/" + number + "/quarantine",
            Map.of("reason", "a test"))
        .expect(202);
    Await.until("out of use", () -> world.freeDoors(size) < before);
  }
}
