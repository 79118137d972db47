package cubby.world.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;

import cubby.agent.app.Cabinet;
import cubby.world.e2e.Rider.Deposit;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Somebody restores yesterday's copy of the gateway's data. */
class OldCopyTest {
  @TempDir Path folder;

  @Test
  void theCabinetIsServedOnAndWhatWasLostIsOnRecord() throws Exception {
    try (CabinetWorld world = CabinetWorld.start(folder)) {
      Rider rider = world.rider(Stories.RIDER);
      Deposit collected = Stories.stored(world, rider, "S", Stories.RECIPIENT);
      Deposit stays = Stories.stored(world, rider, "M", "13900000003");
      everythingIsCommitted(world);
      world.stopGateway();
      world.copyGatewayData();
      world.startGateway();
      world.recipient(Stories.RECIPIENT).opens().expect(202);
      world.atCabinet().seesDoor(collected.compartment(), "OPEN");
      world.atCabinet().takesOutAndCloses(collected.compartment());
      rider.sees(collected, "COLLECTED");
      Deposit unknown = Stories.stored(world, rider, "L", "13900000004");
      everythingIsCommitted(world);

      world.stopGateway();
      world.restoreGatewayData();
      world.startGateway();

      world.agrees();
      assertEquals(1, Stories.times(rider.looks(stays).all(), "FACTS_LOST"));
      assertEquals(1, world.gatewayMeter().of("cubby_stream_gaps_total"));
      assertEquals("STORED", world.managed(unknown.compartment()).path("tenancy").asString());
      assertEquals("STORED", rider.looks(stays).state());
      world.cabinetKnowsTheNewest();
      world.atCabinet().types(world.recipient("13900000003").code());
      world.atCabinet().seesDoor(stays.compartment(), "OPEN");
      world.atCabinet().takesOutAndCloses(stays.compartment());
      rider.sees(stays, "COLLECTED");
    }
  }

  /** The cabinet has nothing more to tell; what it told is not in an older copy. */
  private static void everythingIsCommitted(CabinetWorld world) {
    boolean unused =
        Await.until(
            "all events committed",
            () -> {
              Cabinet.Snapshot now = world.agent().cabinet().snapshot();
              return now.committedThrough() == now.lastSequence();
            },
            done -> done);
  }
}
