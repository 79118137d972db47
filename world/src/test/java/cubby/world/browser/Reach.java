package cubby.world.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Whether people who cannot see, touch or point reach everything on a page. */
final class Reach {
  private static final int MOST_TABS = 40;
  private static final String AXE = "/axe.min.js";

  private Reach() {}

  /** Holds the rules of axe-core (names, contrast, roles, language, structure) against a page. */
  static void check(Page page) {
    page.evaluate(script());
    Object found =
        page.evaluate(
            """
            async () => (await axe.run({ resultTypes: ['violations'] })).violations
              .flatMap(rule => rule.nodes.map(node => rule.id + ': ' + node.html + ' '
                + node.any.concat(node.all, node.none).map(one => one.message).join('; ')))
            """);
    assertEquals(List.of(), found, page.url() + " " + page.title());
  }

  private static String script() {
    try (InputStream axe = Reach.class.getResourceAsStream(AXE)) {
      if (axe == null) {
        throw new IllegalStateException("axe-core is not on the class path");
      }
      return new String(axe.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Presses Tab until the element with that test id has the focus. */
  static void tabTo(Page page, String testId) {
    assertThat(page.getByTestId(testId)).isVisible();
    for (int tabs = 0; tabs < MOST_TABS; tabs++) {
      page.keyboard().press("Tab");
      Object focused = page.evaluate("() => document.activeElement.dataset.testid || ''");
      if (testId.equals(focused)) {
        return;
      }
    }
    fail("Tab does not lead to " + testId);
  }

  static void tabToAndType(Page page, String testId, String text) {
    tabTo(page, testId);
    page.keyboard().type(text);
  }

  static void tabToAndPress(Page page, String testId, String key) {
    tabTo(page, testId);
    page.keyboard().press(key);
  }
}
