package cubby.gateway.domain.site;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** Any text where a phone number is asked for. */
class PhoneFuzzTest {

  static Stream<byte[]> typed() {
    return Stream.of(
            "13800005678",
            "+86 138 0000 5678",
            "0086-138-0000-5678",
            "+44 (20) 7946.0958",
            "+8612345678901",
            "\u00a0 138\u00a00000\u00a05678",
            "+",
            "00",
            "\u0661\u0663\u0668")
        .map(s -> s.getBytes(StandardCharsets.UTF_8));
  }

  @MethodSource("typed")
  @FuzzTest
  void aNumberIsKeptInOneFormAndShownInPart(byte[] bytes) {
    String text = new String(bytes, StandardCharsets.UTF_8);
    Optional<String> parsed = Phone.parse(text);
    if (parsed.isEmpty()) {
      return;
    }
    String number = parsed.get();
    assertTrue(number.matches("\\+[1-9][0-9]{7,14}"), number);
    assertEquals(parsed, Phone.parse(number), "its own form is read as itself");
    String masked = Phone.masked(number);
    long hidden = masked.chars().filter(c -> c == '*').count();
    assertTrue(hidden >= 2 && masked.matches("[0-9+]*\\**[0-9]*"), masked);
    assertFalse(masked.contains(number.substring(1)));
  }
}
