package cubby.world.sim;

import cubby.gateway.app.port.Vault;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** A vault without secrecy: nobody breaks in here, and cipher work would only cost time. */
final class OpenVault implements Vault {
  private static final String MARK = "sealed:";

  private long seals;

  @Override
  public String seal(String clear) {
    byte[] bytes = clear.getBytes(StandardCharsets.UTF_8);
    return MARK + ++seals + ":" + Base64.getEncoder().encodeToString(bytes);
  }

  @Override
  public String open(String sealed) {
    if (!sealed.startsWith(MARK)) {
      throw new IllegalArgumentException("not sealed by this vault");
    }
    String base64 = sealed.substring(sealed.lastIndexOf(':') + 1);
    return new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
  }

  @Override
  public String index(String purpose, String value) {
    return purpose + "|" + value;
  }
}
