package cubby.world.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The demo's start page, where every phone's messages are shown, the newest first. */
final class Inbox {
  private static final Pattern SIGN_IN = Pattern.compile("(?:登录验证码|sign-in code)\\D*(\\d{4,8})");
  private static final Pattern LINK = Pattern.compile("https?://\\S+/p/[A-Za-z0-9_-]{20,}");

  private final Page page;

  Inbox(Page page, String origin) {
    this.page = page;
    page.navigate(origin + "/");
    assertThat(page.getByTestId("step-start")).isVisible();
  }

  Page page() {
    return page;
  }

  /** The newest one-time code on that phone. */
  String signInCode(String phone) {
    return newest(phone, SIGN_IN).group(1);
  }

  /** The newest pickup link on that phone. */
  String link(String phone) {
    return newest(phone, LINK).group();
  }

  /** Opens the manager's page by the link on this page. */
  Manager manager() {
    return new Manager(page.context().waitForPage(() -> page.getByTestId("manager").click()));
  }

  private Matcher newest(String phone, Pattern pattern) {
    Locator found =
        page.locator("[data-testid=message][data-phone$='" + phone + "']")
            .filter(new Locator.FilterOptions().setHasText(pattern))
            .first();
    assertThat(found).isVisible();
    Matcher matcher = pattern.matcher(found.innerText());
    if (!matcher.find()) {
      throw new AssertionError("the message changed while it was read");
    }
    return matcher;
  }
}
