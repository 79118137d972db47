package cubby.world.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.nayuki.qrcodegen.QrCode;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a newcomer reads in the terminal. */
class StartBlockTest {
  private static final String PAGE = "http://localhost:8080/c/battery";
  private static final List<StartBlock.Cabinet> CABINETS =
      List.of(
          new StartBlock.Cabinet("Parcels", "http://localhost:8080/c/parcel", "http://x:8081/"),
          new StartBlock.Cabinet("Meals", "http://localhost:8080/c/meal", "http://x:8082/"),
          new StartBlock.Cabinet("Batteries", PAGE, "http://x:8083/"));

  @Test
  void theDrawingIsTheCodeModuleByModule() {
    QrCode code = QrCode.encodeText(PAGE, QrCode.Ecc.LOW);
    List<String> plain = TerminalQr.draw(PAGE, false);
    for (int y = 0; y < code.size; y++) {
      for (int x = 0; x < code.size; x++) {
        assertEquals(code.getModule(x, y), !lit(plain, x, y), x + "," + y);
      }
    }
  }

  @Test
  void theDrawingHasALightBorder() {
    List<String> plain = TerminalQr.draw(PAGE, false);
    assertEquals("█".repeat(TerminalQr.width(PAGE)), plain.getFirst());
    assertTrue(plain.stream().allMatch(line -> line.startsWith("██") && line.endsWith("██")));
  }

  @Test
  void threeCodesStandSideBySideWhereTheTerminalIsWideEnough() {
    assertTrue(linesWith(render(100), "█   █").size() > 10);
    assertEquals(List.of(), linesWith(render(60), "██   ██"));
    assertTrue(render(100).lines().count() < render(60).lines().count());
    assertTrue(render(60).lines().allMatch(line -> !line.contains("█") || line.length() <= 60));
    assertTrue(render(100).lines().allMatch(line -> line.length() <= 100));
  }

  @Test
  void everyAddressIsInTheBlock() {
    String block = render(100);
    for (String address :
        List.of(
            "http://localhost:8080/",
            "http://localhost:8080/m#1",
            "/tmp/data",
            "http://x:8082/",
            PAGE)) {
      assertTrue(block.contains(address), address);
    }
  }

  @Test
  void optionsAreReadAndHaveDefaults() {
    DemoOptions.Start start =
        assertInstanceOf(DemoOptions.Start.class, DemoOptions.parse(List.of("--port=9000")));
    assertEquals(9000, start.options().port());
    assertEquals(1883, start.options().mqttPort());
    assertEquals("http://localhost:9000", start.options().publicUrl());
    assertEquals(Path.of("data").toAbsolutePath(), start.options().data());
  }

  @Test
  void aWrongOptionIsOneLineThatNamesTheWayOut() {
    assertEquals("--port is a number from 1 to 65535, not \"0\"" + WAY_OUT, wrong("--port", "0"));
    assertEquals("--port needs a value" + WAY_OUT, wrong("--port"));
    assertEquals("there is no option --prot" + WAY_OUT, wrong("--prot", "1"));
    assertEquals(
        "--public-url is like http://192.168.1.20:8080, not \"ftp://x\"" + WAY_OUT,
        wrong("--public-url", "ftp://x"));
  }

  private static final String WAY_OUT = ": ./cubby demo --help lists the options";

  private static String wrong(String... arguments) {
    return assertInstanceOf(DemoOptions.Wrong.class, DemoOptions.parse(List.of(arguments)))
        .message();
  }

  private static String render(int columns) {
    return StartBlock.render(
        "http://localhost:8080/",
        "http://localhost:8080/m#1",
        Path.of("/tmp/data"),
        CABINETS,
        columns,
        false);
  }

  private static List<String> linesWith(String block, String text) {
    return block.lines().filter(line -> line.contains(text)).toList();
  }

  private static boolean lit(List<String> lines, int x, int y) {
    int row = y + TerminalQr.QUIET_MODULES;
    char block = lines.get(row / 2).charAt(x + TerminalQr.QUIET_MODULES);
    return block == '█' || block == (row % 2 == 0 ? '▀' : '▄');
  }
}
