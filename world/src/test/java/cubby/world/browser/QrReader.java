package cubby.world.browser;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.DecodeHintType;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.ReaderException;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Map;
import javax.imageio.ImageIO;

/** Reads QR codes from pictures, with another library than the one that draws them. */
final class QrReader {
  /** White around the picture, as wide as the quiet zone of any code. */
  private static final int MARGIN = 40;

  private static final int WHITE = 0xFFFFFF;

  private QrReader() {}

  /** The text of the code in a PNG. */
  static String read(byte[] png) {
    BufferedImage image = decode(png);
    int width = image.getWidth() + 2 * MARGIN;
    int height = image.getHeight() + 2 * MARGIN;
    int[] pixels = new int[width * height];
    Arrays.fill(pixels, WHITE);
    for (int y = 0; y < image.getHeight(); y++) {
      for (int x = 0; x < image.getWidth(); x++) {
        pixels[(y + MARGIN) * width + x + MARGIN] = image.getRGB(x, y) & WHITE;
      }
    }
    RGBLuminanceSource source = new RGBLuminanceSource(width, height, pixels);
    try {
      return new QRCodeReader()
          .decode(
              new BinaryBitmap(new HybridBinarizer(source)),
              Map.of(DecodeHintType.TRY_HARDER, true))
          .getText();
    } catch (ReaderException e) {
      throw new AssertionError("the QR code cannot be read", e);
    }
  }

  private static BufferedImage decode(byte[] png) {
    try {
      return ImageIO.read(new ByteArrayInputStream(png));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
