package cubby.world.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import java.time.Duration;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Somebody guesses at the cabinet's screen. */
class WrongCodeTest {
  private static final Pattern SECONDS = Pattern.compile("\\d+ 秒");

  @RegisterExtension final Stage stage = new Stage(Duration.ofMinutes(2));

  @Test
  void guessesAreRefusedAlikeThenTheKeypadWaits() {
    Kiosk kiosk = stage.kiosk();
    for (int guess = 1; guess <= 5; guess++) {
      kiosk.types("1234567" + guess).seesAnswer("REFUSED").tap("start").seesAnswer("NONE");
    }

    kiosk.types("12345678").seesAnswer("WAIT");
    Locator text = kiosk.page().getByTestId("answer").locator("p");
    assertThat(text).hasText(SECONDS);
    String first = text.innerText();
    assertThat(text).not().hasText(first);
    kiosk.page().keyboard().type("1");
    assertThat(kiosk.page().getByTestId("display")).hasAttribute("data-typed", "0");
  }
}
