package cubby.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GatewayKeysTest {

  @Test
  void keysSurviveTheirText() throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("Ed25519");
    Map<String, PublicKey> keys =
        Map.of(
            "2026-a", generator.generateKeyPair().getPublic(),
            "2026-b", generator.generateKeyPair().getPublic());
    assertEquals(keys, GatewayKeys.parse("# the gateway's\n\n" + GatewayKeys.format(keys)));
  }

  @Test
  void whatIsNoKeyIsRefusedWithItsLine() throws Exception {
    PublicKey rsa = KeyPairGenerator.getInstance("RSA").generateKeyPair().getPublic();
    refused("", "holds no key");
    refused("\nk1", "line 2 is not: keyId base64");
    refused("k1 ???", "line 1 holds no Ed25519 public key");
    refused(GatewayKeys.format(Map.of("k1", rsa)), "line 1 holds no Ed25519 public key");
    PublicKey good = KeyPairGenerator.getInstance("Ed25519").generateKeyPair().getPublic();
    String line = GatewayKeys.format(Map.of("k1", good));
    refused(line + line, "line 2 repeats a key id or is one too many");
  }

  private static void refused(String text, String message) {
    assertEquals(
        message,
        assertThrows(IllegalArgumentException.class, () -> GatewayKeys.parse(text)).getMessage());
  }
}
