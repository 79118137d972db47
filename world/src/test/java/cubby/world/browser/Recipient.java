package cubby.world.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import java.util.regex.Pattern;

/** Whoever holds a pickup link, with its page on a phone. */
final class Recipient {
  private static final Pattern CODE = Pattern.compile("\\d{4} \\d{4}");

  private final Page page;

  Recipient(Page page) {
    this.page = page;
  }

  Page page() {
    return page;
  }

  Recipient opensLink(String link) {
    page.navigate(link);
    return sees("step-pickup");
  }

  /** The code on the page, eight digits. */
  String code() {
    return read("code");
  }

  /** Makes a right for somebody else; answers that one's code. */
  String sharesWith(String phone) {
    tap("share");
    page.getByTestId("phone").fill(phone);
    tap("share-make");
    String code = read("share-code");
    tap("back");
    sees("step-pickup");
    return code;
  }

  Recipient revokesTheOnlyShare() {
    tap("share");
    page.locator("[data-testid^=revoke-]").tap();
    assertThat(page.locator("[data-testid^=delegate-][data-state=REVOKED]")).hasCount(1);
    tap("back");
    return sees("step-pickup");
  }

  /** Says "I am standing in front of it" and taps the button. */
  Recipient standsInFrontAndTaps(String button) {
    page.getByTestId("standing").check();
    return tap(button);
  }

  Recipient seesState(String state) {
    assertThat(page.getByTestId("pickup-state")).hasAttribute("data-state", state);
    return this;
  }

  Recipient seesDoor(String door) {
    assertThat(page.getByTestId("pickup-state")).hasAttribute("data-door", door);
    return this;
  }

  Recipient sees(String testId) {
    assertThat(page.getByTestId(testId)).isVisible();
    return this;
  }

  Recipient tap(String testId) {
    page.getByTestId(testId).tap();
    return this;
  }

  private String read(String testId) {
    assertThat(page.getByTestId(testId)).hasText(CODE);
    return page.getByTestId(testId).innerText().replace(" ", "");
  }
}
