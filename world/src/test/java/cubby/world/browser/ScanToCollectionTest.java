package cubby.world.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Page;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The main job on the screens that people see: from the scanned code to the collected item. */
class ScanToCollectionTest {
  private static final String RIDER = "13800000001";
  private static final String RECIPIENT = "13900000002";

  /** The window for forgotten things is short, so that the door is free within the story. */
  @RegisterExtension final Stage stage = new Stage(Duration.ofSeconds(5));

  @Test
  void anItemGoesInByScanAndComesOutByCode() {
    Inbox inbox = stage.inbox();
    Kiosk kiosk = stage.kiosk();
    assertEquals(stage.corner().riderPage(), kiosk.qrCode());

    Rider rider = new Rider(stage.phone());
    rider.scans(kiosk.qrCode()).signsIn(RIDER, inbox).seesChosen("S").asksFor(RECIPIENT);
    rider.seesState("OPEN").seesDoor("OPEN");
    int door = rider.compartment();
    kiosk.seesLit(door).putsInAndCloses(door);
    rider.seesState("STORED");
    assertThat(rider.page().getByTestId("deposit-text")).containsText("取件码已发");

    Recipient recipient = new Recipient(stage.phone());
    recipient.opensLink(inbox.link(RECIPIENT)).seesState("WAITING");
    kiosk.touches(recipient.code()).seesAnswer("OPEN", door).seesOpen(door);
    recipient.seesState("OPEN");
    kiosk.takesOutAndCloses(door).seesAnswer("COLLECTED");

    recipient.seesState("COLLECTED").sees("step-collected");
    rider.seesState("COLLECTED");
    Manager manager = inbox.manager().seesFree(door);
    assertThat(manager.page().getByTestId("figure-free").locator("dd")).hasText("16");
  }

  @Test
  void aCodeOpensWithTheGatewayGoneAndTheRiderLearnsOfItAfterwards() throws Exception {
    Inbox inbox = stage.inbox();
    Kiosk kiosk = stage.kiosk();
    Rider rider = new Rider(stage.phone()).scans(stage.corner().riderPage());
    rider.signsIn(RIDER, inbox);
    int door = rider.opens("M", RECIPIENT);
    kiosk.putsInAndCloses(door);
    rider.seesState("STORED");
    Recipient recipient = new Recipient(stage.phone()).opensLink(inbox.link(RECIPIENT));
    String code = recipient.code();

    stage.corner().stopGateway();
    kiosk.seesConnected(false);
    assertThat(rider.page().getByTestId("reconnecting")).isVisible();
    kiosk.types(code).seesAnswer("OPEN", door).takesOutAndCloses(door).seesAnswer("COLLECTED");

    stage.corner().startGateway();
    kiosk.seesConnected(true);
    rider.seesState("COLLECTED");
    recipient.seesState("COLLECTED");
    assertEquals(1, timesCollected(rider.page()));
    rider.tap("mine").sees("step-mine");
    assertThat(rider.page().locator("li[data-testid^=deposit-]")).hasCount(0);
  }

  /** How often the history of the rider's only deposit tells of the collection. */
  private static int timesCollected(Page page) {
    Object times =
        page.evaluate(
            """
            async () => {
              const all = (await (await fetch('/api/v1/deposits')).json()).deposits;
              return all.flatMap(one => one.history)
                .filter(line => line.what.startsWith('COLLECTED')).length;
            }
            """);
    return ((Number) times).intValue();
  }
}
