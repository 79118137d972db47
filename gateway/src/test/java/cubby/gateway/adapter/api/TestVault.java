package cubby.gateway.adapter.api;

import cubby.gateway.app.port.Vault;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;

/** Hides enough to see whether something is stored in clear. */
final class TestVault implements Vault {
  @Override
  public String seal(String clear) {
    return Base64.getEncoder().encodeToString(clear.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public String open(String sealed) {
    return new String(Base64.getDecoder().decode(sealed), StandardCharsets.UTF_8);
  }

  @Override
  public String index(String purpose, String value) {
    try {
      byte[] text = (purpose + ":" + value).getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
