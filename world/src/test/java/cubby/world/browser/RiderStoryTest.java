package cubby.world.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What happens to riders when an item is too large, a plan changes or a door jams. */
class RiderStoryTest {
  private static final String RIDER = "13800000011";
  private static final String RECIPIENT = "13900000012";

  @RegisterExtension final Stage stage = new Stage(Duration.ofSeconds(5));

  @Test
  void whatDoesNotFitGetsALargerDoorAndAChangedPlanFreesIt() {
    Inbox inbox = stage.inbox();
    Kiosk kiosk = stage.kiosk();
    Rider rider = new Rider(stage.phone()).scans(stage.corner().riderPage());
    rider.signsIn(RIDER, inbox);

    int small = rider.opens("S", RECIPIENT);
    rider.tap("bigger").sees("replaced").seesState("OPEN");
    int larger = rider.compartment();
    assertNotEquals(small, larger);
    kiosk.seesOpen(larger).closes(small);
    Manager manager = inbox.manager().seesFree(small).seesTenancy(larger, "DEPOSITING");

    rider.tap("cancel");
    kiosk.closes(larger);
    rider.seesState("CANCELLED");
    manager.seesFree(larger);

    rider.tap("another");
    int next = rider.opens("L", RECIPIENT);
    kiosk.putsInAndCloses(next);
    rider.seesState("STORED");
    manager.seesTenancy(next, "STORED");
    rider.tap("mine").sees("step-mine");
    assertThat(rider.page().locator("li[data-testid^=deposit-]")).hasCount(1);
  }

  @Test
  void aLowDoorCanBeAskedFor() {
    Inbox inbox = stage.inbox();
    Rider rider = new Rider(stage.phone()).scans(stage.corner().riderPage());
    rider.signsIn(RIDER, inbox).seesChosen("S");

    rider.page().getByTestId("low").check();
    rider.seesChosen("S").asksFor(RECIPIENT).seesState("OPEN");

    assertEquals(8, rider.compartment(), "the only small door that is low");
  }

  @Test
  void aJammedDoorIsReplacedForTheRiderAndReleasedByAManager() {
    Inbox inbox = stage.inbox();
    Kiosk kiosk = stage.kiosk();
    Rider rider = new Rider(stage.phone()).scans(stage.corner().riderPage());
    rider.signsIn(RIDER, inbox);
    rider.page().getByTestId("low").check();
    kiosk.switchesFault(8, "STUCK_LATCH");

    rider.asksFor(RECIPIENT).sees("moved").seesState("OPEN");
    int door = rider.compartment();
    assertNotEquals(8, door);
    Manager manager = inbox.manager().seesQuarantined(8, true);
    kiosk.putsInAndCloses(door);
    rider.seesState("STORED");

    kiosk.switchesFault(8, "STUCK_LATCH");
    manager.releases(8).seesFree(8);
  }
}
