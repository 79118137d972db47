package cubby.world.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;

/** A rider with the rider's page on a phone. */
final class Rider {
  private final Page page;

  Rider(Page page) {
    this.page = page;
  }

  Page page() {
    return page;
  }

  /** The phone's camera sees the QR code. */
  Rider scans(String address) {
    page.navigate(address);
    return this;
  }

  /** Types the phone number, then the code that arrived there. */
  Rider signsIn(String phone, Inbox inbox) {
    sees("step-phone");
    page.getByTestId("phone").fill(phone);
    tap("send-code");
    sees("step-code");
    page.getByTestId("code").fill(inbox.signInCode(phone));
    tap("sign-in");
    sees("step-size");
    return this;
  }

  Rider seesChosen(String size) {
    assertThat(page.getByTestId("size-" + size)).isChecked();
    return this;
  }

  Rider chooses(String size) {
    page.getByTestId("size-" + size).check(new Locator.CheckOptions().setForce(true));
    return this;
  }

  /** Names the recipient, confirms the consent and asks for the door. */
  Rider asksFor(String recipient) {
    tap("size-next");
    sees("step-recipient");
    page.getByTestId("recipient").fill(recipient);
    page.getByTestId("consent").check();
    tap("open-door");
    sees("step-deposit");
    return this;
  }

  /** The whole way from a size to the open door; answers the door's number. */
  int opens(String size, String recipient) {
    sees("step-size");
    chooses(size);
    asksFor(recipient);
    seesState("OPEN");
    return compartment();
  }

  /** Waits until the deposit on the page is in that state. */
  Rider seesState(String state) {
    assertThat(page.getByTestId("deposit-state")).hasAttribute("data-state", state);
    return this;
  }

  Rider seesDoor(String door) {
    assertThat(page.getByTestId("deposit-state")).hasAttribute("data-door", door);
    return this;
  }

  int compartment() {
    return Integer.parseInt(page.getByTestId("deposit-state").getAttribute("data-compartment"));
  }

  Rider sees(String testId) {
    assertThat(page.getByTestId(testId)).isVisible();
    return this;
  }

  Rider tap(String testId) {
    page.getByTestId(testId).tap();
    return this;
  }
}
