package cubby.world.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import com.microsoft.playwright.options.AriaRole;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What recipients do besides typing their code. */
class RecipientStoryTest {
  private static final String RIDER = "13800000021";
  private static final String RECIPIENT = "13900000022";
  private static final String FRIEND = "13700000023";
  private static final String NEIGHBOUR = "13700000024";

  @RegisterExtension final Stage stage = new Stage(Duration.ofMinutes(2));

  @Test
  void somebodyElseCollectsAndFetchesWhatWasForgottenUnlessRevoked() {
    Inbox inbox = stage.inbox();
    Kiosk kiosk = stage.kiosk();
    int door = stored(inbox, kiosk);
    Recipient recipient = new Recipient(stage.phone()).opensLink(inbox.link(RECIPIENT));

    String revoked = recipient.sharesWith(FRIEND);
    recipient.revokesTheOnlyShare();
    kiosk.touches(revoked).seesAnswer("REFUSED");

    String shared = recipient.sharesWith(NEIGHBOUR);
    assertNotEquals(revoked, shared);
    Recipient neighbour = new Recipient(stage.phone()).opensLink(inbox.link(NEIGHBOUR));
    assertThat(neighbour.page().getByTestId("share")).hasCount(0);
    assertEquals(shared, neighbour.code());
    kiosk.touches(shared).seesAnswer("OPEN", door).takesOutAndCloses(door);

    neighbour.seesState("COLLECTED");
    recipient.seesState("COLLECTED");

    kiosk.tap("forgot").seesAnswer("OPEN", door).closes(door).seesAnswer("COLLECTED");
    neighbour.seesState("COLLECTED").seesDoor("CLOSED");
  }

  @Test
  void thePhoneOpensOnlyForWhoStandsInFrontAndWhatWasForgottenIsFetched() {
    Inbox inbox = stage.inbox();
    Kiosk kiosk = stage.kiosk();
    int door = stored(inbox, kiosk);
    Recipient recipient = new Recipient(stage.phone()).opensLink(inbox.link(RECIPIENT));

    recipient.page().getByTestId("open-door").dispatchEvent("click");
    assertThat(recipient.page().getByRole(AriaRole.ALERT)).isVisible();
    kiosk.seesShut(door);
    recipient.standsInFrontAndTaps("open-door").seesState("OPEN");
    kiosk.takesOutAndCloses(door);
    recipient.seesState("COLLECTED").sees("reopen-left");

    recipient.standsInFrontAndTaps("reopen").seesDoor("OPEN");
    kiosk.closes(door);
    recipient.seesDoor("CLOSED");
  }

  @Test
  void aReportedProblemReachesTheManager() {
    Inbox inbox = stage.inbox();
    stored(inbox, stage.kiosk());
    Recipient recipient = new Recipient(stage.phone("en-GB")).opensLink(inbox.link(RECIPIENT));

    recipient.tap("report");
    recipient.page().getByTestId("report-text").fill("The door is dented");
    recipient.tap("report-send").sees("step-reported");

    assertThat(inbox.manager().page().getByTestId("problems")).containsText("The door is dented");
  }

  private int stored(Inbox inbox, Kiosk kiosk) {
    Rider rider = new Rider(stage.phone()).scans(stage.corner().riderPage());
    rider.signsIn(RIDER, inbox);
    int door = rider.opens("S", RECIPIENT);
    kiosk.putsInAndCloses(door);
    rider.seesState("STORED");
    return door;
  }
}
