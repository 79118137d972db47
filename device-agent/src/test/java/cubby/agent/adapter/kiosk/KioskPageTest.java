package cubby.agent.adapter.kiosk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the cabinet's own screen keeps to: old browsers, two languages, the content policy. */
class KioskPageTest {
  private static final String ROOT = "/cubby/agent/kiosk/";
  private static final List<String> SCRIPTS =
      List.of("kiosk.js", "front.js", "live.js", "words.js");

  private static final Pattern NAMED =
      Pattern.compile("(?:href|src)=\"/assets/([^\"]+)\"|from '\\./([^']+)'");
  private static final Pattern STRING_OR_COMMENT =
      Pattern.compile("('(?:\\\\.|[^'\\\\\n])*')|//[^\n]*|/\\*.*?\\*/", Pattern.DOTALL);
  private static final Pattern WORD_LINE = Pattern.compile("^ {4}'([^']+)': '(.+)',$");
  private static final Pattern USED_KEY = Pattern.compile("\\bt\\('([\\w.-]+)'\\)");
  private static final Pattern GAP = Pattern.compile("\\{\\w+}");

  @Test
  void everythingThePageNamesIsServed() {
    Map<String, String> sources = new LinkedHashMap<>(Map.of("index.html", page()));
    SCRIPTS.forEach(name -> sources.put(name, asset(name)));
    sources.forEach((source, text) -> {
      Matcher named = NAMED.matcher(text);
      while (named.find()) {
        String name = named.group(1) != null ? named.group(1) : named.group(2);
        assertTrue(name.equals("preact.js") || !asset(name).isEmpty(), source + ": " + name);
      }
    });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\\?\\.(?![0-9])",
        "\\?\\?",
        "(?<![\\w&/])#[a-z]\\w*\\s*[=;(]",
        "\\.\\.\\.",
        "catch\\s*\\{",
        "(?m)^(?:(?:const|let|var)\\b[^\\n]*=\\s*)?await\\b",
        "(?m)^ {2}(?:static )?[\\w$]+ = (?=[^;]*;\\n\\n? {2}\\w+\\()",
        "\\.(?:flat|flatMap|finally|replaceAll|matchAll|at|replaceChildren)\\(|fromEntries|globalThis"
      })
  void anOldWebViewUnderstandsEveryScript(String newerThanES2017) {
    Pattern newer = Pattern.compile(newerThanES2017);
    for (String name : SCRIPTS) {
      String code =
          STRING_OR_COMMENT
              .matcher(asset(name))
              .replaceAll(found -> found.group(1) != null ? "''" : "");
      assertFalse(newer.matcher(code).find(), name);
    }
  }

  @Test
  void nothingIsInlineSoTheContentPolicyCanForbidIt() {
    Map<String, String> sources = new HashMap<>(Map.of("index.html", page()));
    SCRIPTS.forEach(name -> sources.put(name, asset(name)));
    sources.forEach((name, text) -> {
      for (String inline :
          List.of("<style", " style=\"", "javascript:", "innerHTML", "eval(", "<script>")) {
        assertFalse(text.contains(inline), name + " has " + inline);
      }
    });
  }

  @Test
  void bothLanguagesSayTheSameAndNoWordIsMissing() {
    Map<String, String> chinese = words("zh");
    Map<String, String> english = words("en");

    assertTrue(english.size() > 20, "the word file was read");
    assertEquals(new TreeSet<>(english.keySet()), new TreeSet<>(chinese.keySet()));
    english.forEach(
        (key, text) -> assertEquals(gaps(text), gaps(chinese.getOrDefault(key, "")), key));
    for (String name : SCRIPTS) {
      Matcher used = USED_KEY.matcher(asset(name));
      while (used.find()) {
        assertTrue(english.containsKey(used.group(1)), name + " uses the word " + used.group(1));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"opening", "open", "refused", "wait", "not-opened", "collected", "unavailable"})
  void everyAnswerHasAHeadingAndAWayOn(String answer) {
    assertTrue(words("en").containsKey(answer), answer);
    assertTrue(words("en").containsKey(answer + "-text"), answer);
  }

  private static Map<String, String> words(String language) {
    Map<String, String> words = new HashMap<>();
    boolean inside = false;
    for (String line : asset("words.js").split("\n", -1)) {
      if (line.matches(" {2}\\w\\w: \\{")) {
        inside = line.strip().startsWith(language);
      }
      Matcher word = WORD_LINE.matcher(line);
      if (inside && word.matches()) {
        assertFalse(words.containsKey(word.group(1)), word.group(1) + " is there twice");
        words.put(word.group(1), word.group(2));
      }
    }
    return words;
  }

  private static Set<String> gaps(String text) {
    Set<String> gaps = new TreeSet<>();
    GAP.matcher(text).results().forEach(gap -> gaps.add(gap.group()));
    return gaps;
  }

  private static String page() {
    return text(ROOT + "index.html");
  }

  private static String asset(String name) {
    return text(ROOT + "assets/" + name);
  }

  private static String text(String resource) {
    try (InputStream in = KioskPageTest.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new AssertionError(resource + " does not exist");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
