package cubby.gateway.app.account;

import cubby.gateway.app.port.Entropy;
import java.util.Base64;
import java.util.HexFormat;

/** Makes ids, tokens and codes. */
public final class Secrets {
  private static final int TOKEN_BYTES = 32;
  private static final int ID_BYTES = 10;
  private static final int CODE_BOUND = 1_000_000;

  private final Entropy entropy;

  public Secrets(Entropy entropy) {
    this.entropy = entropy;
  }

  /** 256 random bits in URL-safe letters. */
  public String token() {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(entropy.bytes(TOKEN_BYTES));
  }

  /** 80 random bits: unique, no secret. */
  public String id() {
    return HexFormat.of().formatHex(entropy.bytes(ID_BYTES));
  }

  /** Six digits. */
  public String signInCode() {
    return "%06d".formatted(entropy.below(CODE_BOUND));
  }

  /** A signing secret as the Standard Webhooks specification writes it, 256 bits. */
  public String webhookSecret() {
    return "whsec_" + Base64.getEncoder().encodeToString(entropy.bytes(TOKEN_BYTES));
  }
}
