package cubby.world.demo;

import io.nayuki.qrcodegen.QrCode;
import java.util.ArrayList;
import java.util.List;

/**
 * Draws QR codes with half-block characters, two modules a character. With colour, dark modules are
 * black on white whatever the terminal's colours are; without it, they are the background of a dark
 * terminal.
 */
final class TerminalQr {
  /** Modules of light border; ISO/IEC 18004 asks for 4, phones read 2 and the width is scarce. */
  static final int QUIET_MODULES = 2;

  private static final String BLACK_ON_WHITE = "\u001b[30;107m";
  private static final String RESET = "\u001b[0m";

  private TerminalQr() {}

  /** Lines of equal visible width. */
  static List<String> draw(String text, boolean colour) {
    QrCode code = QrCode.encodeText(text, QrCode.Ecc.LOW);
    List<String> lines = new ArrayList<>();
    for (int y = -QUIET_MODULES; y < code.size + QUIET_MODULES; y += 2) {
      StringBuilder line = new StringBuilder();
      for (int x = -QUIET_MODULES; x < code.size + QUIET_MODULES; x++) {
        // The last row of an odd height has a lower half outside: light, like the border.
        line.append(block(code.getModule(x, y) == colour, code.getModule(x, y + 1) == colour));
      }
      lines.add(colour ? BLACK_ON_WHITE + line + RESET : line.toString());
    }
    return lines;
  }

  /** How many columns a drawing takes. */
  static int width(String text) {
    return QrCode.encodeText(text, QrCode.Ecc.LOW).size + 2 * QUIET_MODULES;
  }

  private static char block(boolean upper, boolean lower) {
    if (upper) {
      return lower ? '█' : '▀';
    }
    return lower ? '▄' : ' ';
  }
}
