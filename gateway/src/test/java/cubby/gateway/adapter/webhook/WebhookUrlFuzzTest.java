package cubby.gateway.adapter.webhook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** Any text where a partner gives the address of a webhook. */
class WebhookUrlFuzzTest {
  private static final TargetRules RULES = new TargetRules(false);

  static Stream<byte[]> urls() {
    return Stream.of(
            "https://hooks.example/cubby?a=b",
            "https://hooks.example:8443/",
            "http://hooks.example/",
            "https://user@hooks.example/",
            "https://hooks.example/#here",
            "https://127.0.0.1/",
            "https://[::ffff:10.0.0.1]/",
            "https://[fe80::1%25eth0]/",
            "https://0x7f.1/",
            "https://2130706433/",
            "https://LOCALHOST./",
            "https://8.8.8.8/")
        .map(s -> s.getBytes(StandardCharsets.UTF_8));
  }

  @MethodSource("urls")
  @FuzzTest
  void anAcceptedAddressCanBeCalledAndIsNoneOfOurOwn(byte[] bytes) {
    String text = new String(bytes, StandardCharsets.UTF_8);
    if (RULES.objection(text).isPresent()) {
      return;
    }
    URI uri = URI.create(text);
    String host = uri.getHost().toLowerCase(Locale.ROOT);
    assertEquals("https", uri.getScheme().toLowerCase(Locale.ROOT));
    assertFalse(host.equals("localhost") || host.equals("localhost."), host);
    assertEquals(uri, HttpRequest.newBuilder(uri).build().uri(), "the sender can call it");
    if (host.startsWith("[") || host.matches("[0-9.]+")) {
      InetAddress address = InetAddress.ofLiteral(host.replaceAll("[\\[\\]]", ""));
      assertTrue(RULES.allows(address), host);
      assertFalse(address.isLoopbackAddress() || address.isSiteLocalAddress(), host);
    }
  }
}
