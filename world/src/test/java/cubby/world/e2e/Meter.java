package cubby.world.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/** What Prometheus would read from a process. */
final class Meter {
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private final URI metrics;

  /**
   * @param port of the process on this machine
   */
  Meter(int port) {
    this.metrics = URI.create("http://localhost:" + port + "/metrics");
  }

  /** One series by its whole name with labels; 0 where it is not there yet. */
  double of(String series) {
    return scrape()
        .lines()
        .filter(line -> line.startsWith(series + " "))
        .mapToDouble(line -> Double.parseDouble(line.substring(series.length() + 1)))
        .findFirst()
        .orElse(0);
  }

  /** Waits until the series stands that much higher than it was. */
  void rises(String series, double before, double by) {
    double unused = Await.until(series, () -> of(series), now -> now >= before + by);
  }

  private String scrape() {
    try {
      return HTTP.send(
              HttpRequest.newBuilder(metrics).build(), HttpResponse.BodyHandlers.ofString())
          .body();
    } catch (IOException e) {
      throw new UncheckedIOException("no metrics", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
