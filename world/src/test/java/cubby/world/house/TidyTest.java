package cubby.world.house;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.googlejavaformat.java.Formatter;
import com.google.googlejavaformat.java.FormatterException;
import com.google.googlejavaformat.java.ImportOrderer;
import com.google.googlejavaformat.java.JavaFormatterOptions;
import com.google.googlejavaformat.java.RemoveUnusedImports;
import cubby.world.house.Sources.Source;
import java.io.IOException;
import java.nio.file.Files;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** How a source file looks. Each rule is shown to fail on a bad example first. */
class TidyTest {

  @Test
  void everyFileIsFormatted() {
    assertBroken(TidyTest::format, main("class A{int b;}\n"));
    assertBroken(TidyTest::format, main("import java.util.List;\n\nclass A {}\n"));
    assertHolds(TidyTest::format, main("class A {\n  int b;\n}\n"));
    assertHeldBy(Sources.all(), TidyTest::format, "run ./cubby format");
  }

  @Test
  void noFileIsLongerThanOneReading() {
    assertBroken(SourceRules::fileLength, main("// line\n".repeat(401)));
    assertHolds(SourceRules::fileLength, main("// line\n".repeat(400)));
    assertHeldBy(Sources.all(), SourceRules::fileLength, "split the file");
  }

  @Test
  void noMethodIsLongerThanOneScreen() {
    assertBroken(SourceRules::methodLength, methodOf(61));
    assertHolds(SourceRules::methodLength, methodOf(60));
    assertHeldBy(Sources.all(), SourceRules::methodLength, "split the method");
  }

  @Test
  void clockRandomAndSleepStayInAdapters() {
    for (String call :
        List.of(
            "System.currentTimeMillis()",
            "System.nanoTime()",
            "java.time.Instant.now()",
            "new java.util.Random()",
            "new SecureRandom()",
            "java.util.UUID.randomUUID()",
            "ThreadLocalRandom.current()")) {
      assertBroken(SourceRules::impurity, main("class A {\n  Object b = " + call + ";\n}\n"));
    }
    Source staticImport = main("import static java.lang.System.nanoTime;\n\nclass A {}\n");
    assertBroken(SourceRules::impurity, staticImport);
    assertBroken(SourceRules::impurity, main(sleeping("Thread.sleep(5);")));
    assertBroken(SourceRules::impurity, test(sleeping("Thread.sleep(5);")));
    assertHolds(SourceRules::impurity, test(sleeping("while (!done()) Thread.sleep(5);")));
    Source adapter =
        new Source(
            "gateway/src/main/java/cubby/gateway/adapter/x/A.java", sleeping("Thread.sleep(5);"));
    assertHolds(SourceRules::impurity, adapter);
    assertHolds(SourceRules::impurity, main("class A {\n  Object b = new Random(7);\n}\n"));
    assertHolds(SourceRules::impurity, main("class A {\n  Clock clock = clock.now();\n}\n"));
    assertHeldBy(
        Sources.all(), SourceRules::impurity, "take the time or the entropy as a parameter");
  }

  @Test
  void nothingIsLeftUnfinishedOrSwitchedOff() {
    assertBroken(SourceRules::unfinished, main("// TO" + "DO later\nclass A {}\n"));
    assertBroken(SourceRules::unfinished, test("class A {\n  @Disabled\n  void b() {}\n}\n"));
    assertHolds(SourceRules::unfinished, test("class A {\n  @Test\n  void b() {}\n}\n"));
    assertHeldBy(Sources.all(), SourceRules::unfinished, "finish it or open an issue");
  }

  @Test
  void everyPublicTypeSaysWhatItIsFor() {
    assertBroken(SourceRules::javadoc, main("public class A {}\n"));
    assertHolds(SourceRules::javadoc, main("/** Why. */\npublic class A {}\n"));
    assertHolds(SourceRules::javadoc, main("class A {}\n"));
    assertHeldBy(Sources.main(), SourceRules::javadoc, "write its Javadoc");
  }

  @Test
  void everyPackageIntroducesItself() {
    Source lonely = main("class A {}\n");
    assertEquals(Set.of(lonely.folder()), withoutPackageInfo(List.of(lonely)));
    Source intro = new Source(lonely.folder() + "/package-info.java", "/** Why. */\npackage a;\n");
    assertEquals(Set.of(), withoutPackageInfo(List.of(lonely, intro)));
    assertEquals(Set.of(), withoutPackageInfo(Sources.main()));
  }

  @Test
  void everyDecisionRecordHasItsOwnNumber() throws IOException {
    assertEquals(List.of("0007"), doubled(List.of("0007-a.md", "0007-b.md", "0008-c.md")));
    assertFalse(isRecordName("7-too-short.md"));
    try (Stream<java.nio.file.Path> files = Files.list(Sources.root().resolve("docs/adr"))) {
      List<String> names = files.map(file -> file.getFileName().toString()).toList();
      assertEquals(List.of(), doubled(names));
      assertEquals(List.of(), names.stream().filter(name -> !isRecordName(name)).toList());
    }
  }

  /** What the formatter would change; the same steps as its command line. */
  private static List<String> format(Source source) {
    try {
      String text = RemoveUnusedImports.removeUnusedImports(source.text());
      text = ImportOrderer.reorderImports(text, JavaFormatterOptions.Style.GOOGLE);
      boolean same = new Formatter().formatSource(text).equals(source.text());
      return same ? List.of() : List.of(source.path() + ":1: is not formatted");
    } catch (FormatterException e) {
      return List.of(source.path() + ":1: cannot be parsed: " + e.getMessage());
    }
  }

  private static Set<String> withoutPackageInfo(List<Source> sources) {
    Set<String> introduced =
        sources.stream()
            .filter(Source::isPackageInfo)
            .map(Source::folder)
            .collect(Collectors.toSet());
    return sources.stream()
        .map(Source::folder)
        .filter(folder -> !introduced.contains(folder))
        .collect(Collectors.toSet());
  }

  private static List<String> doubled(List<String> names) {
    Set<String> seen = new HashSet<>();
    return names.stream()
        .map(name -> name.substring(0, 4))
        .filter(number -> !seen.add(number))
        .toList();
  }

  private static boolean isRecordName(String name) {
    return name.matches("\\d{4}-[a-z0-9-]+\\.md");
  }

  private static Source main(String text) {
    return new Source("gateway/src/main/java/cubby/gateway/app/A.java", text);
  }

  private static Source test(String text) {
    return new Source("gateway/src/test/java/cubby/gateway/app/A.java", text);
  }

  private static Source methodOf(int lines) {
    return main("class A {\n  void b() {\n" + "    c();\n".repeat(lines - 2) + "  }\n}\n");
  }

  private static String sleeping(String statement) {
    return "class A {\n  void b() throws Exception {\n    " + statement + "\n  }\n}\n";
  }

  private static void assertBroken(Function<Source, List<String>> rule, Source bad) {
    assertFalse(rule.apply(bad).isEmpty(), () -> "the rule lets this pass:\n" + bad.text());
  }

  private static void assertHolds(Function<Source, List<String>> rule, Source good) {
    assertEquals(List.of(), rule.apply(good));
  }

  private static void assertHeldBy(
      List<Source> sources, Function<Source, List<String>> rule, String wayOut) {
    assertTrue(sources.size() > 20, "too few sources found: the rule would prove nothing");
    List<String> wrong = sources.stream().flatMap(source -> rule.apply(source).stream()).toList();
    assertTrue(wrong.isEmpty(), () -> wayOut + ":\n" + String.join("\n", wrong));
  }
}
