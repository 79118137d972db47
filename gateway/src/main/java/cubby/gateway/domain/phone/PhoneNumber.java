package cubby.gateway.domain.phone;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A telephone number as people may write it, brought to the one spelling of ITU-T E.164: {@code +},
 * country code, at most 15 digits in all. Eleven digits from 13 to 19 without a country code are a
 * mobile number of mainland China.
 *
 * @param e164 personal data: never logged, encrypted at rest
 */
public record PhoneNumber(String e164) {
  private static final Pattern CHINA_MOBILE = Pattern.compile("1[3-9][0-9]{9}");
  private static final Pattern E164 = Pattern.compile("\\+[1-9][0-9]{7,14}");
  private static final String CHINA = "+86";
  private static final int LONGEST_INPUT = 32;

  /** The number that the text means; empty where it can be none. */
  public static Optional<PhoneNumber> parse(String text) {
    if (text.length() > LONGEST_INPUT) {
      return Optional.empty();
    }
    String bare = text.strip().replaceAll("[ ()./\u00a0-]", "");
    if (bare.startsWith("00")) {
      bare = "+" + bare.substring(2);
    }
    if (CHINA_MOBILE.matcher(bare).matches()) {
      return Optional.of(new PhoneNumber(CHINA + bare));
    }
    boolean chinese = bare.startsWith(CHINA);
    boolean valid =
        chinese
            ? CHINA_MOBILE.matcher(bare.substring(CHINA.length())).matches()
            : E164.matcher(bare).matches();
    return valid ? Optional.of(new PhoneNumber(bare)) : Optional.empty();
  }

  /** What may be shown to its owner and to who wrote it: {@code 138****5678}. */
  public String masked() {
    String digits = e164.startsWith(CHINA) ? e164.substring(CHINA.length()) : e164;
    int shownAtEnd = Math.min(4, digits.length() - 6);
    return digits.substring(0, 3) + "****" + digits.substring(digits.length() - shownAtEnd);
  }

  /** The masked form, so that a number never reaches a log by accident. */
  @Override
  public String toString() {
    return masked();
  }
}
