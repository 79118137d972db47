package cubby.world.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.util.regex.Pattern;

/** The cabinet's own screen, its front, and whoever stands before it. */
final class Kiosk {
  private static final Pattern LIT = Pattern.compile("\\blit\\b");

  private final Page page;

  Kiosk(Page page, String address) {
    this.page = page;
    page.navigate(address);
    assertThat(page.getByTestId("screen")).isVisible();
    assertThat(page.getByTestId("front")).isVisible();
    seesConnected(true);
  }

  Page page() {
    return page;
  }

  /** Touches the digits on the screen. */
  Kiosk touches(String code) {
    seesTyped(0);
    code.chars().forEach(digit -> page.getByTestId("key-" + (char) digit).tap());
    return this;
  }

  /** Types on the number keys below the screen. */
  Kiosk types(String code) {
    seesTyped(0);
    page.keyboard().type(code);
    return this;
  }

  Kiosk seesAnswer(String answer) {
    assertThat(answer()).hasAttribute("data-answer", answer);
    return this;
  }

  Kiosk seesAnswer(String answer, int compartment) {
    seesAnswer(answer);
    assertThat(answer()).hasAttribute("data-compartment", String.valueOf(compartment));
    return this;
  }

  Kiosk seesConnected(boolean connected) {
    assertThat(page.getByTestId("offline")).hasCount(connected ? 0 : 1);
    return this;
  }

  /** The light of a door that was unlocked a moment ago. */
  Kiosk seesLit(int door) {
    assertThat(door(door)).hasClass(LIT);
    return this;
  }

  Kiosk seesDark(int door) {
    assertThat(door(door)).not().hasClass(LIT);
    return this;
  }

  Kiosk seesOpen(int door) {
    assertThat(door(door)).hasAttribute("data-open", "true");
    return this;
  }

  Kiosk seesShut(int door) {
    assertThat(door(door)).hasAttribute("data-open", "false");
    return this;
  }

  /** Puts an item into the open door and closes it. */
  Kiosk putsInAndCloses(int door) {
    return handles(door, true).closes(door);
  }

  /** Takes the item out of the open door and closes it. */
  Kiosk takesOutAndCloses(int door) {
    return handles(door, false).closes(door);
  }

  private Kiosk handles(int door, boolean putIn) {
    seesOpen(door);
    assertThat(door(door)).hasAttribute("data-occupied", String.valueOf(!putIn));
    page.getByTestId("sim-item-" + door).click();
    assertThat(door(door)).hasAttribute("data-occupied", String.valueOf(putIn));
    return this;
  }

  /** Closes the open door; a latch that its coil still holds takes another push. */
  Kiosk closes(int door) {
    seesOpen(door);
    page.waitForCondition(() -> push(door));
    return seesShut(door);
  }

  private boolean push(int door) {
    Runnable click = () -> page.getByTestId("sim-leaf-" + door).click();
    return page.waitForResponse("**/api/sim/doors/" + door + "/close", click).ok();
  }

  /** Makes something fail, or repairs it. */
  Kiosk switchesFault(int door, String kind) {
    page.getByTestId("sim-choose").selectOption(String.valueOf(door));
    Locator fault = page.getByTestId("sim-fault-" + kind);
    boolean was = "true".equals(fault.getAttribute("aria-pressed"));
    fault.click();
    assertThat(fault).hasAttribute("aria-pressed", String.valueOf(!was));
    return this;
  }

  Kiosk tap(String testId) {
    page.getByTestId(testId).tap();
    return this;
  }

  /** What a phone's camera reads from the screen. */
  String qrCode() {
    Locator image = page.getByTestId("qr");
    assertThat(image).isVisible();
    return QrReader.read(image.screenshot());
  }

  private void seesTyped(int digits) {
    assertThat(page.getByTestId("display")).hasAttribute("data-typed", String.valueOf(digits));
  }

  private Locator answer() {
    return page.getByTestId("answer");
  }

  private Locator door(int number) {
    return page.getByTestId("sim-door-" + number);
  }
}
