package cubby.world.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;

/** A manager in front of the page of all compartments. */
final class Manager {
  private final Page page;

  Manager(Page page) {
    this.page = page;
    assertThat(page.getByTestId("step-manage")).isVisible();
  }

  Page page() {
    return page;
  }

  Manager seesFree(int compartment) {
    Locator tile = tile(compartment);
    assertThat(tile).hasAttribute("data-tenancy", "FREE");
    assertThat(tile).hasAttribute("data-door", "CLOSED");
    return seesQuarantined(compartment, false);
  }

  Manager seesTenancy(int compartment, String tenancy) {
    assertThat(tile(compartment)).hasAttribute("data-tenancy", tenancy);
    return this;
  }

  Manager seesQuarantined(int compartment, boolean quarantined) {
    assertThat(tile(compartment)).hasAttribute("data-quarantined", String.valueOf(quarantined));
    return this;
  }

  Manager seesDoubtful(int compartment) {
    assertThat(tile(compartment)).hasAttribute("data-doubtful", "true");
    return this;
  }

  Manager releases(int compartment) {
    tile(compartment).click();
    page.getByTestId("release").click();
    return this;
  }

  /** Orders what needs a reason and is asked twice. */
  Manager orders(int compartment, String what, String reason) {
    if (!"true".equals(tile(compartment).getAttribute("aria-pressed"))) {
      tile(compartment).click();
    }
    page.getByTestId("reason").fill(reason);
    Locator button = page.getByTestId(what);
    String asked = button.innerText();
    button.click();
    assertThat(button).not().hasText(asked);
    button.click();
    return this;
  }

  private Locator tile(int compartment) {
    return page.getByTestId("tile-parcel-" + compartment);
  }
}
