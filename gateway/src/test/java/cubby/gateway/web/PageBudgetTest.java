package cubby.gateway.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every page keeps to: few bytes, old browsers, two languages, the content policy. */
class PageBudgetTest {
  /** 30 KB for everything a rider's or recipient's phone loads, Preact and styles included. */
  private static final int BUDGET_BYTES = 30_000;

  private static final Pattern WORD_LINE = Pattern.compile("^ {4}'([^']+)': '(.+)',$");
  private static final Pattern USED_KEY = Pattern.compile("\\bt\\('([\\w.-]+)'([^\\w]\\s*\\+)?");

  /** Scenes of the drawn door: each has a heading and a text. */
  private static final Pattern SCENE = Pattern.compile("\\b(?:say|this\\.door)\\('([\\w-]+)'");

  private static final Pattern GAP = Pattern.compile("\\{\\w+}");

  /** Syntax and library calls that came after ES2017, with what each is called. */
  private static final Map<String, Pattern> TOO_NEW =
      Map.ofEntries(
          entry("optional chaining", "\\?\\.(?![0-9])"),
          entry("nullish coalescing", "\\?\\?"),
          entry("private member", "(?<![\\w&/])#[a-z]\\w*\\s*[=;(]"),
          entry("spread or rest", "\\.\\.\\."),
          entry("catch without a name", "catch\\s*\\{"),
          entry("top-level await", "(?m)^(?:(?:const|let|var)\\b[^\\n]*=\\s*)?await\\b"),
          entry("class field", "(?m)^ {2}(?:static )?[\\w$]+ = (?=[^;]*;\\n\\n? {2}\\w+\\()"),
          entry("dynamic import", "\\bimport\\("),
          entry(
              "newer library call",
              "\\.(?:flat|flatMap|finally|replaceAll|matchAll|at|toSorted|replaceChildren)\\(|"
                  + "fromEntries|allSettled|globalThis|structuredClone"),
          entry("logical assignment", "(?:\\|\\||&&)="));

  private static Map.Entry<String, Pattern> entry(String name, String regex) {
    return Map.entry(name, Pattern.compile(regex));
  }

  @ParameterizedTest
  @ValueSource(strings = {"rider.html", "pickup.html"})
  void aPhoneLoadsAtMostThirtyKilobytes(String page) {
    Map<String, Integer> bytes = new TreeMap<>();
    PageSources.closure(page)
        .forEach((name, text) -> bytes.put(name, PageSources.zippedBytes(text)));
    int total = bytes.values().stream().mapToInt(Integer::intValue).sum();

    assertTrue(bytes.containsKey("preact.js"), "Preact is part of the sum");
    assertTrue(total <= BUDGET_BYTES, page + " weighs " + total + " bytes: " + bytes);
  }

  @ParameterizedTest
  @ValueSource(strings = {"index.html", "rider.html", "pickup.html", "manage.html"})
  void anOldWebViewUnderstandsEveryScript(String page) {
    // Preact is served as it is, so that it has to keep the same.
    PageSources.closure(page)
        .forEach((name, text) -> {
          if (name.endsWith(".js")) {
            String code = PageSources.bareCode(text);
            TOO_NEW.forEach(
                (what, pattern) -> assertFalse(pattern.matcher(code).find(), name + ": " + what));
          }
        });
  }

  @ParameterizedTest
  @ValueSource(strings = {"index.html", "rider.html", "pickup.html", "manage.html", "missing.html"})
  void anOldWebViewUnderstandsEveryStyle(String page) {
    PageSources.handWritten(page)
        .forEach((name, text) -> {
          if (name.endsWith(".css")) {
            assertEquals("", OldStyles.tooNew(text), name);
          }
        });
  }

  @Test
  void newerStylesWouldBeSeen() {
    for (String style :
        List.of(
            ".a { display: flex; gap: 8px; }",
            ".a:is(b, c) { top: 0; }",
            ".a { inset: 0; }",
            ".a { width: min(10px, 5vw); }",
            ".a { padding: 1px env(safe-area-inset-top); }",
            ".a { background: linear-gradient(#fff 0 9px, #000); }",
            ".a, .b:focus-visible { top: 0; }",
            ".a { height: 100dvh; }")) {
      assertFalse(OldStyles.tooNew(style).isEmpty(), style);
    }
    assertEquals("", OldStyles.tooNew(".a { grid-gap: 8px; /* gap: 1px; */ max-width: 3px; }"));
  }

  @Test
  void newerSyntaxWouldBeSeen() {
    Map<String, String> samples =
        Map.of(
            "optional chaining", "a = b?.c;",
            "nullish coalescing", "a = b ?? c;",
            "private member", "class A {\n  #x = 1;\n}",
            "class field", "class A {\n  x = 1;\n\n  go() {}\n}",
            "top-level await", "const a = await get();",
            "catch without a name", "try { a(); } catch { b(); }");
    samples.forEach((what, code) -> {
      Pattern pattern = TOO_NEW.getOrDefault(what, Pattern.compile("(?!)"));
      assertTrue(pattern.matcher(PageSources.bareCode(code)).find(), what);
    });
    assertFalse(PageSources.bareCode("a('x?.y'); // b?.c").contains("?."));
  }

  @ParameterizedTest
  @ValueSource(strings = {"index.html", "rider.html", "pickup.html", "manage.html"})
  void nothingIsInlineSoTheContentPolicyCanForbidIt(String page) {
    PageSources.handWritten(page)
        .forEach((name, text) -> {
          for (String inline :
              List.of("<style", " style=\"", "javascript:", "innerHTML", "eval(", "<script>")) {
            assertFalse(text.contains(inline), name + " has " + inline);
          }
          assertFalse(text.matches("(?s).*<[^>]+ on\\w+=.*"), name + " has an inline handler");
        });
  }

  @ParameterizedTest
  @ValueSource(strings = {"index.html", "rider.html", "pickup.html", "manage.html"})
  void bothLanguagesSayTheSameAndNoWordIsMissing(String page) {
    Map<String, String> sources = PageSources.handWritten(page);
    Map<String, String> chinese = new HashMap<>();
    Map<String, String> english = new HashMap<>();
    sources.forEach((name, text) -> {
      if (name.endsWith("words.js")) {
        chinese.putAll(words(text, "zh"));
        english.putAll(words(text, "en"));
      }
    });

    assertTrue(english.size() > 20, "the word files were read");
    assertEquals(new TreeSet<>(english.keySet()), new TreeSet<>(chinese.keySet()));
    english.forEach(
        (key, text) -> assertEquals(gaps(text), gaps(chinese.getOrDefault(key, "")), key));
    sources.forEach((name, text) -> assertKeysExist(name, text, english));
  }

  private static void assertKeysExist(String name, String text, Map<String, String> words) {
    Matcher used = USED_KEY.matcher(text);
    while (used.find()) {
      String key = used.group(1);
      boolean isPrefix = used.group(2) != null || key.endsWith(".");
      boolean known =
          isPrefix
              ? words.keySet().stream().anyMatch(one -> one.startsWith(key))
              : words.containsKey(key);
      assertTrue(known, name + " uses the word " + key);
    }
    Matcher scene = SCENE.matcher(text);
    while (scene.find()) {
      for (String key : List.of(scene.group(1), scene.group(1) + "-text")) {
        assertTrue(words.containsKey(key), name + " draws the scene " + key);
      }
    }
  }

  private static Map<String, String> words(String text, String language) {
    Map<String, String> words = new HashMap<>();
    boolean inside = false;
    for (String line : text.split("\n", -1)) {
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
}
