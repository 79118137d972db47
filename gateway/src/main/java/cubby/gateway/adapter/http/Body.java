package cubby.gateway.adapter.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/** The bytes of an answer, with their gzip form where that is allowed and worth it. Immutable. */
public final class Body {
  /** Below this many bytes gzip saves less than its header costs. */
  private static final int MIN_COMPRESSED_BYTES = 512;

  public static final Body EMPTY = new Body(new byte[0], null);

  private final byte[] plain;
  private final byte @Nullable [] gzip;

  private Body(byte[] plain, byte @Nullable [] gzip) {
    this.plain = plain;
    this.gzip = gzip;
  }

  /** A body that is never compressed: one that holds secrets beside what the client sent. */
  public static Body plain(byte[] bytes) {
    return new Body(bytes.clone(), null);
  }

  /** A text that is never compressed. */
  public static Body plain(String text) {
    return new Body(text.getBytes(StandardCharsets.UTF_8), null);
  }

  /** A public body that is compressed once, now, where it becomes smaller. */
  public static Body compressible(byte[] bytes) {
    if (bytes.length < MIN_COMPRESSED_BYTES) {
      return plain(bytes);
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream(bytes.length / 2);
    try (GZIPOutputStream zip = new GZIPOutputStream(out)) {
      zip.write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException("an in-memory stream failed", e);
    }
    return new Body(bytes.clone(), out.size() < bytes.length ? out.toByteArray() : null);
  }

  /** Whether a gzip form exists. */
  boolean hasGzip() {
    return gzip != null;
  }

  /** The bytes to send; must not be changed. */
  byte[] bytes(boolean acceptsGzip) {
    return acceptsGzip && gzip != null ? gzip : plain;
  }
}
