package cubby.gateway.domain.site;

import java.util.Optional;
import java.util.regex.Pattern;

/** Phone numbers as people type them, as they are kept (E.164), and as they are shown. */
public final class Phone {
  private static final Pattern SEPARATORS = Pattern.compile("[ \u00a0()./-]");
  private static final Pattern E164 = Pattern.compile("\\+[1-9][0-9]{7,14}");

  /** A mobile number of mainland China without its country code. */
  private static final Pattern CHINA_MOBILE = Pattern.compile("1[3-9][0-9]{9}");

  private static final String CHINA = "+86";
  private static final int MAX_TYPED = 32;

  private Phone() {}

  /** The number in E.164; empty where the text is none. */
  public static Optional<String> parse(String typed) {
    if (typed.length() > MAX_TYPED) {
      return Optional.empty();
    }
    String digits = SEPARATORS.matcher(typed.strip()).replaceAll("");
    if (digits.startsWith("00")) {
      // As one dials abroad.
      digits = "+" + digits.substring(2);
    }
    if (CHINA_MOBILE.matcher(digits).matches()) {
      return Optional.of(CHINA + digits);
    }
    if (!E164.matcher(digits).matches()) {
      return Optional.empty();
    }
    boolean china = digits.startsWith(CHINA);
    return china && !CHINA_MOBILE.matcher(digits.substring(CHINA.length())).matches()
        ? Optional.empty()
        : Optional.of(digits);
  }

  /** The number as it may be shown: the first three and last four digits at most. */
  public static String masked(String e164) {
    String digits = e164.startsWith(CHINA) ? e164.substring(CHINA.length()) : e164;
    int head = Math.min(3, digits.length() / 3);
    int tail = Math.min(4, (digits.length() + 1) / 3);
    return digits.substring(0, head)
        + "*".repeat(digits.length() - head - tail)
        + digits.substring(digits.length() - tail);
  }
}
