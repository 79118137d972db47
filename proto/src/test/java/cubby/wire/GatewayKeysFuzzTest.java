package cubby.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.security.PublicKey;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** Any text as the file of the gateway's public keys. */
class GatewayKeysFuzzTest {

  static Stream<byte[]> files() {
    String key = GatewayKeys.format(Map.of("k1", FuzzKeys.GATEWAY.getPublic()));
    return Stream.of(key, "# the first\n\n" + key, key + key, key + key.replace("k1", "k.2"), "k1")
        .map(s -> s.getBytes(StandardCharsets.UTF_8));
  }

  @MethodSource("files")
  @FuzzTest
  void aKeyFileIsReadAndWrittenAgainOrRefusedByLine(byte[] bytes) {
    Map<String, PublicKey> keys;
    try {
      keys = GatewayKeys.parse(new String(bytes, StandardCharsets.UTF_8));
    } catch (IllegalArgumentException e) {
      String said = String.valueOf(e.getMessage());
      assertTrue(said.startsWith("line ") || said.equals("holds no key"), said);
      return;
    }
    assertTrue(!keys.isEmpty() && keys.size() <= GatewayKeys.MAX_KEYS);
    assertEquals(keys, GatewayKeys.parse(GatewayKeys.format(keys)));
  }
}
