package cubby.world.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.ConsoleMessage;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import cubby.world.site.SimulatedSite;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A corner of its own for each story, and the people on it. A story that fails leaves a picture of
 * every screen; one that goes well must have left no error in any console.
 */
final class Stage implements BeforeEachCallback, AfterEachCallback {
  private static final Path PICTURES = Path.of("target", "browser");
  private static final ExtensionContext.Namespace ALL =
      ExtensionContext.Namespace.create(Chromium.class);

  private final Duration grace;
  private final List<BrowserContext> people = new ArrayList<>();
  private final List<String> complaints = new ArrayList<>();
  private @Nullable Chromium chromium;
  private @Nullable Corner corner;

  /**
   * @param grace how long after collection the same right opens again
   */
  Stage(Duration grace) {
    this.grace = grace;
  }

  @Override
  public void beforeEach(ExtensionContext context) throws Exception {
    chromium =
        context
            .getRoot()
            .getStore(ALL)
            .computeIfAbsent(Chromium.class, key -> Chromium.start(), Chromium.class);
    corner = Corner.start(Corner.settings(grace, "zh"), List.of(SimulatedSite.CABINETS.getFirst()));
  }

  @Override
  public void afterEach(ExtensionContext context) throws Exception {
    try {
      if (context.getExecutionException().isPresent()) {
        takePictures(context.getRequiredTestMethod().getName());
      } else {
        assertEquals(List.of(), complaints, "what the browser complained about");
      }
    } finally {
      people.forEach(BrowserContext::close);
      people.clear();
      complaints.clear();
      if (corner != null) {
        corner.close();
        corner = null;
      }
    }
  }

  Corner corner() {
    return running(corner);
  }

  /** A rider's or recipient's phone with one empty page; Chinese as most are. */
  Page phone() {
    return phone("zh-CN");
  }

  Page phone(String language) {
    return page(running(chromium).phone(language));
  }

  /** The screen of the cabinet, touched by whoever stands there, and the cabinet's front. */
  Kiosk kiosk() {
    return new Kiosk(page(running(chromium).screen("zh-CN", true)), corner().screen());
  }

  /** Where the messages to all phones are shown. */
  Inbox inbox() {
    return new Inbox(desk(), corner().origin());
  }

  Page desk() {
    return page(running(chromium).screen("zh-CN", false));
  }

  private Page page(BrowserContext person) {
    people.add(person);
    person.onPage(this::listen);
    return person.newPage();
  }

  /**
   * Scripts that fail, content that a policy forbids, files that are missing. Refused requests are
   * part of the stories, and so are those to a stopped gateway.
   */
  private void listen(Page page) {
    page.onPageError(error -> complaints.add(page.url() + ": " + error));
    page.onConsoleMessage(message -> heard(page, message));
    page.onResponse(response -> answered(page, response));
  }

  private void heard(Page page, ConsoleMessage message) {
    boolean bad = message.type().equals("error") || message.type().equals("warning");
    if (bad && !message.text().startsWith("Failed to load resource")) {
      complaints.add(page.url() + ": " + message.text());
    }
  }

  private void answered(Page page, Response response) {
    if (response.status() >= 400 && !response.url().contains("/api/")) {
      complaints.add(page.url() + ": " + response.status() + " " + response.url());
    }
  }

  private void takePictures(String story) throws IOException {
    Files.createDirectories(PICTURES);
    int number = 0;
    for (BrowserContext person : people) {
      for (Page page : person.pages()) {
        number++;
        Path picture = PICTURES.resolve(story + "-" + number + ".png");
        page.screenshot(new Page.ScreenshotOptions().setPath(picture).setFullPage(true));
      }
    }
  }

  private static <T> T running(@Nullable T part) {
    if (part == null) {
      throw new IllegalStateException("outside a story");
    }
    return part;
  }
}
