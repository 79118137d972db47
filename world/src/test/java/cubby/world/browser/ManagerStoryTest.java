package cubby.world.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A sensor sees for ever what somebody has taken: three people get over it. */
class ManagerStoryTest {
  private static final String RIDER = "13800000051";
  private static final String RECIPIENT = "13900000052";
  private static final String STUCK = "STUCK_OCCUPANCY";

  @RegisterExtension final Stage stage = new Stage(Duration.ofMinutes(2));

  @Test
  void whatASensorStillSeesIsReportedDeclaredCollectedAndLookedInto() {
    Inbox inbox = stage.inbox();
    Kiosk kiosk = stage.kiosk();
    Rider rider = new Rider(stage.phone()).scans(stage.corner().riderPage());
    rider.signsIn(RIDER, inbox);
    int door = rider.opens("S", RECIPIENT);
    kiosk.putsInAndCloses(door);
    rider.seesState("STORED");
    Recipient recipient = new Recipient(stage.phone()).opensLink(inbox.link(RECIPIENT));

    kiosk.switchesFault(door, STUCK);
    kiosk.touches(recipient.code()).seesAnswer("OPEN", door).takesOutAndCloses(door);
    kiosk.seesAnswer("STILL_SEEN", door);
    recipient.seesState("WAITING").sees("still-seen").tap("taken").sees("step-reported");

    Manager manager = inbox.manager().seesTenancy(door, "STORED");
    assertThat(manager.page().getByTestId("problems")).containsText("传感器仍感应到物品");
    manager.seesDoubtful(door);
    manager.orders(door, "collected", "收件人来电说已取走");
    manager.seesTenancy(door, "FREE").seesQuarantined(door, true);
    rider.seesState("COLLECTED");
    recipient.tap("back").seesState("COLLECTED");

    kiosk.switchesFault(door, STUCK).seesShut(door);
    manager.orders(door, "open", "看看传感器");
    kiosk.seesOpen(door).closes(door);
    manager.seesFree(door);
    assertThat(manager.page().getByTestId("orders")).containsText("看看传感器");
    assertThat(manager.page().getByTestId("orders")).containsText("收件人来电说已取走");
  }
}
