package cubby.world.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.ReducedMotion;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The machine's own chromium, started once; everybody gets a profile of their own in it. */
final class Chromium implements AutoCloseable {
  /** Far above anything that is right, so that a busy machine fails no test. */
  static final double MOST_MILLIS = 30_000;

  private static final List<Path> PLACES =
      List.of(Path.of("/usr/bin/chromium"), Path.of("/usr/bin/chromium-browser"));

  private static final List<String> ARGUMENTS =
      List.of(
          "--no-sandbox",
          "--disable-gpu",
          "--no-first-run",
          "--disable-background-networking",
          "--disable-component-update",
          "--disable-sync");

  private final Playwright playwright;
  private final Browser browser;

  private Chromium(Playwright playwright, Browser browser) {
    this.playwright = playwright;
    this.browser = browser;
  }

  static Chromium start() {
    PlaywrightAssertions.setDefaultAssertionTimeout(MOST_MILLIS);
    Playwright playwright =
        Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    Browser browser =
        playwright
            .chromium()
            .launch(
                new BrowserType.LaunchOptions()
                    .setExecutablePath(installed())
                    .setHeadless(true)
                    .setArgs(ARGUMENTS));
    return new Chromium(playwright, browser);
  }

  private static Path installed() {
    return PLACES.stream()
        .filter(Files::isExecutable)
        .findFirst()
        .orElseThrow(
            () -> new IllegalStateException("chromium is missing: apt-get install chromium"));
  }

  /** Somebody's phone, held upright. */
  BrowserContext phone(String language) {
    return open(options(language).setViewportSize(390, 844).setIsMobile(true).setHasTouch(true));
  }

  /** A screen of 15 inches: the cabinet's own with touch, a desk's without. */
  BrowserContext screen(String language, boolean touch) {
    return open(options(language).setViewportSize(1366, 820).setHasTouch(touch));
  }

  private static Browser.NewContextOptions options(String language) {
    return new Browser.NewContextOptions()
        .setLocale(language)
        .setTimezoneId("Asia/Shanghai")
        .setReducedMotion(ReducedMotion.REDUCE);
  }

  private BrowserContext open(Browser.NewContextOptions options) {
    BrowserContext context = browser.newContext(options);
    context.setDefaultTimeout(MOST_MILLIS);
    return context;
  }

  @Override
  public void close() {
    browser.close();
    playwright.close();
  }
}
