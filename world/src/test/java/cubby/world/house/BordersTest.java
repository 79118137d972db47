package cubby.world.house;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Holds the layout's borders, and shows with small bad programs that each border is guarded. */
class BordersTest {
  private static JavaClasses cubby;

  @TempDir Path folder;
  private int programs;

  @BeforeAll
  static void readAllClasses() {
    cubby =
        new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("cubby");
  }

  @Test
  void everyBorderHolds() {
    assertTrue(cubby.size() > 100, "too few classes found: the rules would prove nothing");
    for (ArchRule rule : Borders.all()) {
      rule.check(cubby);
    }
  }

  @Test
  void aDomainThatReadsAFileIsSeen() {
    assertCrossed(
        Borders.DOMAIN_IS_PURE,
        "package cubby.agent.domain.pickup; class A { java.nio.file.Path b; }");
    assertKept(
        Borders.DOMAIN_IS_PURE,
        "package cubby.agent.domain.pickup; record A(java.time.Instant b, java.util.List<A> c) {}");
  }

  @Test
  void aDomainThatKnowsTheWireIsSeen() {
    assertCrossed(
        Borders.DOMAIN_IS_PURE,
        "package cubby.gateway.domain.deposit; class A { cubby.wire.Topic b; }");
  }

  @Test
  void anAppThatKnowsAnAdapterOrADriverIsSeen() {
    assertCrossed(
        Borders.AGENT_APP_KNOWS_PORTS_ONLY,
        "package cubby.hardware.sim; public class Locks {}",
        "package cubby.agent.app; class A { cubby.hardware.sim.Locks b; }");
    assertCrossed(
        Borders.GATEWAY_APP_KNOWS_PORTS_ONLY,
        "package cubby.gateway.adapter.store; public class Db {}",
        "package cubby.gateway.app; class A { cubby.gateway.adapter.store.Db b; }");
  }

  @Test
  void anAdapterThatKnowsAnotherIsSeen() {
    assertCrossed(
        Borders.ADAPTERS_DO_NOT_KNOW_EACH_OTHER,
        "package cubby.gateway.adapter.store; public class Db {}",
        "package cubby.gateway.adapter.http; class A { cubby.gateway.adapter.store.Db b; }");
  }

  @Test
  void whoeverReachesForTheWiringIsSeen() {
    assertCrossed(
        Borders.ONLY_BOOT_WIRES,
        "package cubby.agent.boot; public class Main {}",
        "package cubby.agent.adapter.kiosk; class A { cubby.agent.boot.Main b; }");
  }

  @Test
  void aGatewayThatKnowsTheAgentIsSeenAndTheOtherWayRound() {
    assertCrossed(
        Borders.GATEWAY_AND_AGENT_MEET_ON_THE_WIRE_ONLY,
        "package cubby.agent.app; public class C {}",
        "package cubby.gateway.app; class A { cubby.agent.app.C b; }");
    assertCrossed(
        Borders.AGENT_NEVER_KNOWS_THE_GATEWAY,
        "package cubby.gateway.app; public class C {}",
        "package cubby.agent.app; class A { cubby.gateway.app.C b; }");
  }

  @Test
  void hardwareAndProtoThatKnowMoreThanTheyNeedAreSeen() {
    assertCrossed(
        Borders.HARDWARE_STANDS_ALONE, "package cubby.hardware; class A { cubby.wire.Topic b; }");
    assertCrossed(
        Borders.PROTO_STANDS_ALONE, "package cubby.wire; class A { org.slf4j.Logger b; }");
  }

  @Test
  void aProductThatNeedsItsTestBedIsSeen() {
    assertCrossed(
        Borders.NOTHING_SHIPPED_KNOWS_THE_WORLD,
        "package cubby.world.demo; public class C {}",
        "package cubby.gateway.app; class A { cubby.world.demo.C b; }");
  }

  @Test
  void aProductThatChoosesHowDownlinksAreSealedIsSeen() {
    assertCrossed(
        Borders.ONLY_THE_WORLD_CHOOSES_HOW_TO_SEAL,
        "package cubby.gateway.boot; class A {"
            + " cubby.wire.Signer b = cubby.wire.Signer.sealing(\"k\", (c, d) -> d); }");
    assertKept(
        Borders.ONLY_THE_WORLD_CHOOSES_HOW_TO_SEAL,
        "package cubby.gateway.boot; class A { cubby.wire.Signer b; }");
  }

  @Test
  void aLibraryOutsideItsAdapterIsSeen() {
    assertCrossed(
        Borders.libraryStaysIn("Netty"),
        "package cubby.gateway.app; class A { io.netty.channel.Channel b; }");
    assertCrossed(
        Borders.libraryStaysIn("JDBC"),
        "package cubby.gateway.adapter.http; class A { java.sql.Connection b; }");
    assertKept(
        Borders.libraryStaysIn("JDBC"),
        "package cubby.gateway.adapter.store; class A { java.sql.Connection b; }");
  }

  @Test
  void aCircleOfPackagesIsSeen() {
    assertCrossed(
        Borders.NO_CYCLES,
        "package cubby.gateway.app.a; public class A { cubby.gateway.app.b.B b; }",
        "package cubby.gateway.app.b; public class B { cubby.gateway.app.a.A a; }");
  }

  private void assertCrossed(ArchRule rule, String... program) {
    assertTrue(rule.evaluate(compiled(program)).hasViolation(), () -> "not seen: " + rule);
  }

  private void assertKept(ArchRule rule, String... program) {
    assertEquals(List.of(), rule.evaluate(compiled(program)).getFailureReport().getDetails());
  }

  private JavaClasses compiled(String... program) {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    StringWriter messages = new StringWriter();
    List<JavaFileObject> files = Arrays.stream(program).map(BordersTest::file).toList();
    Path classFiles = folder.resolve("program-" + ++programs);
    assertTrue(classFiles.toFile().mkdirs());
    String path = System.getProperty("java.class.path");
    List<String> options = List.of("-proc:none", "-cp", path, "-d", classFiles.toString());
    boolean done = compiler.getTask(messages, null, null, options, null, files).call();
    assertTrue(done, messages::toString);
    JavaClasses classes = new ClassFileImporter().importPath(classFiles);
    assertFalse(classes.isEmpty());
    return classes;
  }

  private static JavaFileObject file(String text) {
    Matcher name = Pattern.compile("package ([a-z.]+);.*?(?:class|record) (\\w+)").matcher(text);
    assertTrue(name.find(), text);
    URI uri =
        URI.create("string:///" + name.group(1).replace('.', '/') + "/" + name.group(2) + ".java");
    return new SimpleJavaFileObject(uri, JavaFileObject.Kind.SOURCE) {
      @Override
      public CharSequence getCharContent(boolean ignoreEncodingErrors) throws IOException {
        return text;
      }
    };
  }
}
