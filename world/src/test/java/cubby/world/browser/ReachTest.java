package cubby.world.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Pages speak the reader's language and can be used without eyes, pointer or touch. */
class ReachTest {
  private static final String RIDER = "13800000031";
  private static final String RECIPIENT = "13900000032";

  @RegisterExtension final Stage stage = new Stage(Duration.ofMinutes(2));

  @Test
  void pagesFollowTheBrowsersLanguageUntilThePersonChooses() {
    Rider chinese = new Rider(stage.phone("zh-CN")).scans(stage.corner().riderPage());
    chinese.sees("step-phone");
    assertThat(chinese.page().locator("html")).hasAttribute("lang", "zh-CN");
    assertThat(chinese.page().getByTestId("send-code")).hasText("发送验证码");

    chinese.tap("language");
    assertThat(chinese.page().getByTestId("send-code")).hasText("Send code");
    assertThat(chinese.page().locator("html")).hasAttribute("lang", "en");
    chinese.page().reload();
    assertThat(chinese.page().getByTestId("send-code")).hasText("Send code");

    Rider english = new Rider(stage.phone("en-GB")).scans(stage.corner().riderPage());
    assertThat(english.page().getByTestId("send-code")).hasText("Send code");
    Kiosk kiosk = stage.kiosk();
    Locator collect = kiosk.page().getByTestId("answer").locator("h1");
    assertThat(collect).hasText("取件");
    kiosk.tap("language");
    assertThat(collect).hasText("Collect");
  }

  @Test
  void theKeyboardAloneLeadsFromSignInToTheOpenDoor() {
    Inbox inbox = stage.inbox();
    Kiosk kiosk = stage.kiosk();
    Page page = stage.desk();
    Rider rider = new Rider(page).scans(stage.corner().riderPage()).sees("step-phone");

    Reach.tabToAndType(page, "phone", RIDER);
    page.keyboard().press("Enter");
    rider.sees("step-code");
    Reach.tabToAndType(page, "code", inbox.signInCode(RIDER));
    page.keyboard().press("Enter");
    rider.sees("step-size");
    Reach.tabTo(page, "size-S");
    page.keyboard().press("ArrowRight");
    rider.seesChosen("M");
    Reach.tabToAndPress(page, "size-next", "Enter");
    rider.sees("step-recipient");
    Reach.tabToAndType(page, "recipient", RECIPIENT);
    Reach.tabToAndPress(page, "consent", "Space");
    Reach.tabToAndPress(page, "open-door", "Enter");
    rider.seesState("OPEN");
    kiosk.seesOpen(rider.compartment());
  }

  @Test
  void everyStepOfTheRidersPageIsReachable() {
    Inbox inbox = stage.inbox();
    Kiosk kiosk = stage.kiosk();
    Rider rider = new Rider(stage.phone("en-GB")).scans(stage.corner().riderPage());
    checked(rider.sees("step-phone").page()).getByTestId("phone").fill(RIDER);
    rider.tap("send-code").sees("step-code");
    checked(rider.page()).getByTestId("code").fill(inbox.signInCode(RIDER));
    checked(rider.tap("sign-in").sees("step-size").page());
    checked(rider.tap("size-next").sees("step-recipient").page());
    rider.tap("open-door");
    assertThat(checked(rider.page()).locator(".error")).hasCount(2);
    rider.page().getByTestId("recipient").fill(RECIPIENT);
    rider.page().getByTestId("consent").check();
    checked(rider.tap("open-door").seesState("OPEN").page());
    kiosk.putsInAndCloses(rider.compartment());
    checked(rider.seesState("STORED").page());
    checked(rider.tap("mine").sees("step-mine").page());

    rider.scans(stage.corner().origin() + "/c/nowhere").sees("step-missing");
    checked(rider.page());
  }

  @Test
  void everyOtherPageIsReachable() {
    Inbox inbox = stage.inbox();
    Kiosk kiosk = stage.kiosk();
    checked(kiosk.page());
    Rider rider = new Rider(stage.phone()).scans(stage.corner().riderPage());
    rider.signsIn(RIDER, inbox);
    int door = rider.opens("S", RECIPIENT);
    checked(kiosk.seesOpen(door).page());
    kiosk.putsInAndCloses(door);
    Recipient recipient = new Recipient(stage.phone()).opensLink(inbox.link(RECIPIENT));
    checked(inbox.page());
    checked(recipient.page());
    checked(recipient.tap("report").sees("step-report").page());
    checked(recipient.tap("back").tap("share").sees("step-share").page());
    recipient.tap("back").sees("step-pickup");
    kiosk.touches(recipient.code()).seesAnswer("OPEN", door);
    checked(recipient.sees("step-door").page());
    kiosk.takesOutAndCloses(door).seesAnswer("COLLECTED");
    checked(kiosk.page());
    checked(recipient.sees("step-collected").page());
    Manager manager = inbox.manager();
    checked(manager.page());
    manager.page().getByTestId("tile-parcel-1").click();
    assertThat(checked(manager.page()).getByTestId("detail")).isVisible();
  }

  @Test
  void theDeviceOfAnyoneElseLearnsNothingFromAWrongLink() {
    Page page = stage.phone();
    page.navigate(stage.corner().origin() + "/p/" + "A".repeat(22));
    assertThat(page.getByTestId("step-missing")).isVisible();
    checked(page);
    page.navigate(stage.corner().origin() + "/manage");
    assertThat(page.getByTestId("step-door")).isVisible();
    assertEquals(0, page.locator("[data-testid^=tile-]").count());
    checked(page);
  }

  private static Page checked(Page page) {
    Reach.check(page);
    return page;
  }
}
