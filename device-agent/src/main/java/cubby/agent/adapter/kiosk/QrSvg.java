package cubby.agent.adapter.kiosk;

import io.nayuki.qrcodegen.QrCode;
import java.nio.charset.StandardCharsets;

/** Draws a QR code as SVG. */
final class QrSvg {
  /** The standard's quiet zone, in modules. */
  private static final int BORDER = 4;

  private QrSvg() {}

  static byte[] of(String text) {
    QrCode code = QrCode.encodeText(text, QrCode.Ecc.MEDIUM);
    int side = code.size + 2 * BORDER;
    StringBuilder path = new StringBuilder();
    for (int y = 0; y < code.size; y++) {
      for (int x = 0; x < code.size; x++) {
        if (code.getModule(x, y)) {
          path.append('M').append(x + BORDER).append(',').append(y + BORDER).append("h1v1h-1z");
        }
      }
    }
    String svg =
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\""
            + " shape-rendering=\"crispEdges\"><path fill=\"#fff\" d=\"M0,0h%dv%dh-%dz\"/><path"
            + " d=\"%s\"/></svg>";
    return svg.formatted(side, side, side, side, side, path).getBytes(StandardCharsets.UTF_8);
  }
}
