package cubby.gateway.web;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the baseline of ADR 195 (Chrome 64) does not know of CSS and would drop, where the page then
 * looks broken. What it drops without harm is allowed: {@code accent-color}, {@code overflow-wrap:
 * anywhere}, a rule of {@code :focus:not(:focus-visible)}.
 */
final class OldStyles {
  private static final Pattern COMMENT = Pattern.compile("/\\*.*?\\*/", Pattern.DOTALL);
  private static final Map<String, Pattern> TOO_NEW = new LinkedHashMap<>();

  static {
    TOO_NEW.put(
        "gap (66 in a grid, 84 in flex): grid-gap",
        Pattern.compile("(?<![\\w-])(?:row-|column-)?gap:"));
    TOO_NEW.put(":is, :where, :has", Pattern.compile(":(?:is|where|has)\\("));
    TOO_NEW.put("inset (87)", Pattern.compile("(?<![\\w-])inset(?:-\\w+)*:"));
    TOO_NEW.put("min, max, clamp (79)", Pattern.compile("[\\s:(,](?:min|max|clamp)\\("));
    TOO_NEW.put("aspect-ratio (88)", Pattern.compile("[{;\\s]aspect-ratio:"));
    TOO_NEW.put("new units (108)", Pattern.compile("[0-9](?:dvh|svh|lvh|dvw|cqw)\\b"));
    TOO_NEW.put("at-rules", Pattern.compile("@(?:layer|container|property|scope)\\b"));
    TOO_NEW.put("colours", Pattern.compile("color-mix\\(|oklch\\(|conic-gradient\\("));
    TOO_NEW.put("a stop with two places (71)", Pattern.compile("#\\w+ \\d+(?:px|%)? \\d+(?:px|%)"));
    // Only a property that is there before without it survives env().
    TOO_NEW.put("env (69) in a shorthand", Pattern.compile("(?:padding|margin):[^;]*env\\("));
    TOO_NEW.put(
        ":focus-visible (86) drops its rule", Pattern.compile("(?<!:not\\():focus-visible"));
  }

  private OldStyles() {}

  /** What is too new and where; empty where nothing is. */
  static String tooNew(String css) {
    String bare = COMMENT.matcher(css).replaceAll("");
    for (Map.Entry<String, Pattern> one : TOO_NEW.entrySet()) {
      Matcher found = one.getValue().matcher(bare);
      if (found.find()) {
        return one.getKey() + ": " + found.group();
      }
    }
    return "";
  }
}
