package cubby.world.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import cubby.world.site.SimulatedSite;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * Takes the pictures of the README: plays a deposit and its pickup at the demo's site and writes a
 * PNG of each page into the folder that its argument names, {@code docs/pictures} without one.
 */
public final class Pictures {
  private static final String RIDER = "13812345678";
  private static final String RECIPIENT = "13987654321";
  private static final String NEIGHBOUR = "13700001234";

  /** A README shows pictures of a page, not files to wait for. */
  private static final long MOST_BYTES = 150_000;

  private final Path folder;
  private final Chromium chromium;
  private final Corner corner;

  private Pictures(Path folder, Chromium chromium, Corner corner) {
    this.folder = folder;
    this.chromium = chromium;
    this.corner = corner;
  }

  /** Writes all pictures. */
  public static void main(String[] arguments) throws Exception {
    Path folder = Path.of(arguments.length == 0 ? "docs/pictures" : arguments[0]);
    Files.createDirectories(folder);
    try (Chromium chromium = Chromium.start();
        Corner corner =
            Corner.start(Corner.settings(Duration.ofMinutes(2), "en"), SimulatedSite.CABINETS)) {
      new Pictures(folder, chromium, corner).play();
    }
  }

  private void play() throws IOException {
    Inbox inbox = new Inbox(chromium.screen("en-GB", false).newPage(), corner.origin());
    Kiosk kiosk = new Kiosk(chromium.screen("en-GB", true).newPage(), corner.screen());
    Rider rider = new Rider(chromium.phone("en-GB").newPage()).scans(corner.riderPage());
    rider.sees("step-phone");
    take(rider.page(), "rider-sign-in");
    rider.signsIn(RIDER, inbox).seesChosen("S");
    fill(rider, kiosk);

    rider.seesChosen("S").chooses("M");
    take(rider.page(), "rider-size");
    rider.asksFor(RECIPIENT).seesState("OPEN");
    int door = rider.compartment();
    take(rider.page(), "rider-door");
    kiosk.putsInAndCloses(door);
    rider.seesState("STORED");
    assertThat(rider.page().getByTestId("deposit-text")).containsText("sent");
    take(rider.page(), "rider-stored");

    Recipient recipient = new Recipient(chromium.phone("en-GB").newPage());
    recipient.opensLink(inbox.link(RECIPIENT));
    take(recipient.page(), "recipient");
    take(inbox.page(), "start");
    kiosk.touches(recipient.code()).seesAnswer("OPEN", door).seesOpen(door);
    take(kiosk.page(), "kiosk");
    recipient.seesState("OPEN");
    take(recipient.page(), "recipient-door");
    take(inbox.manager().page(), "manage");
    kiosk.takesOutAndCloses(door).seesAnswer("COLLECTED");
    recipient.sees("step-collected");
    take(recipient.page(), "recipient-collected");
  }

  /** Leaves some deposits in the cabinet, so that it looks like a day's work. */
  private static void fill(Rider rider, Kiosk kiosk) {
    for (String size : new String[] {"S", "L", "XL"}) {
      int door = rider.opens(size, NEIGHBOUR);
      kiosk.putsInAndCloses(door);
      rider.seesState("STORED").tap("another").sees("step-size");
      kiosk.seesDark(door);
    }
  }

  private void take(Page page, String name) throws IOException {
    Path picture = folder.resolve(name + ".png");
    page.screenshot(new Page.ScreenshotOptions().setPath(picture));
    if (Files.size(picture) > MOST_BYTES) {
      throw new IOException(picture + " has " + Files.size(picture) + " bytes");
    }
  }
}
