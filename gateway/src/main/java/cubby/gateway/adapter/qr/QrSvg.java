package cubby.gateway.adapter.qr;

import io.nayuki.qrcodegen.QrCode;

/** A QR code as a small SVG: one path of dark modules on white, with the quiet zone. */
public final class QrSvg {
  /** ISO/IEC 18004: four modules on each side. */
  private static final int QUIET_MODULES = 4;

  private QrSvg() {}

  /** The drawing of a text of at most a few hundred characters. */
  public static String of(String text) {
    QrCode code = QrCode.encodeText(text, QrCode.Ecc.MEDIUM);
    StringBuilder path = new StringBuilder();
    for (int y = 0; y < code.size; y++) {
      for (int x = 0; x < code.size; x++) {
        if (code.getModule(x, y)) {
          path.append('M').append(x + QUIET_MODULES).append(',').append(y + QUIET_MODULES);
          path.append("h1v1h-1z");
        }
      }
    }
    int side = code.size + 2 * QUIET_MODULES;
    return "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 "
        + side
        + " "
        + side
        + "\" shape-rendering=\"crispEdges\"><path fill=\"#fff\" d=\"M0,0h"
        + side
        + "v"
        + side
        + "h-"
        + side
        + "z\"/><path d=\""
        + path
        + "\"/></svg>";
  }
}
