package cubby.world.demo;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What the demo prints when it is up: everything a newcomer needs, in one block. */
final class StartBlock {
  private static final String MARGIN = "  ";
  private static final int GAP_COLUMNS = 3;

  private StartBlock() {}

  /**
   * @param name as on the pages
   * @param riderPage what the QR code at the cabinet says
   * @param screen the address of the cabinet's own screen
   */
  record Cabinet(String name, String riderPage, String screen) {}

  /**
   * @param columns the terminal's width; narrow ones get the QR codes below each other
   * @param colour whether the terminal understands colours
   */
  static String render(
      String startPage,
      String managerLink,
      Path data,
      List<Cabinet> cabinets,
      int columns,
      boolean colour) {
    List<String> lines = new ArrayList<>();
    lines.add("");
    lines.add("Cubby is running. Ctrl-C ends it, the data stays.");
    lines.add("");
    lines.add(MARGIN + "Start page       " + startPage);
    lines.add(MARGIN + "Manager sign-in  " + managerLink);
    lines.add(MARGIN + "Data             " + data);
    lines.add("");
    int names = cabinets.stream().mapToInt(cabinet -> cabinet.name().length()).max().orElse(0);
    int pages = cabinets.stream().mapToInt(cabinet -> cabinet.riderPage().length()).max().orElse(0);
    for (Cabinet cabinet : cabinets) {
      lines.add(
          MARGIN
              + padded(cabinet.name(), names)
              + "  rider's page "
              + padded(cabinet.riderPage(), pages)
              + "  screen "
              + cabinet.screen());
    }
    lines.add("");
    lines.addAll(codes(cabinets, columns, colour));
    return String.join("\n", lines);
  }

  private static List<String> codes(List<Cabinet> cabinets, int columns, boolean colour) {
    int needed =
        MARGIN.length()
            + cabinets.stream().mapToInt(c -> TerminalQr.width(c.riderPage()) + GAP_COLUMNS).sum();
    if (needed - GAP_COLUMNS <= columns) {
      return row(cabinets, colour);
    }
    return cabinets.stream().flatMap(cabinet -> row(List.of(cabinet), colour).stream()).toList();
  }

  /** Names above, QR codes below; a smaller code leaves its last lines blank. */
  private static List<String> row(List<Cabinet> cabinets, boolean colour) {
    List<List<String>> drawings =
        cabinets.stream().map(cabinet -> TerminalQr.draw(cabinet.riderPage(), colour)).toList();
    int height = drawings.stream().mapToInt(List::size).max().orElse(0);
    List<String> lines = new ArrayList<>();
    for (int y = -1; y < height; y++) {
      StringBuilder line = new StringBuilder(MARGIN);
      for (int i = 0; i < cabinets.size(); i++) {
        int width = TerminalQr.width(cabinets.get(i).riderPage());
        List<String> drawing = drawings.get(i);
        String part = y < 0 ? padded(cabinets.get(i).name(), width) : "";
        line.append(y < 0 ? part : y < drawing.size() ? drawing.get(y) : " ".repeat(width));
        line.append(" ".repeat(i + 1 < cabinets.size() ? GAP_COLUMNS : 0));
      }
      lines.add(line.toString().stripTrailing());
    }
    lines.add("");
    return lines;
  }

  private static String padded(String text, int width) {
    return text + " ".repeat(Math.max(0, width - text.length()));
  }
}
