package cubby.gateway.domain.cabinet;

import java.util.Optional;

/** Door sizes, ascending. */
public enum Size {
  S,
  M,
  L,
  XL;

  /** The size of that name; empty for any other text. */
  public static Optional<Size> parse(String text) {
    for (Size size : values()) {
      if (size.name().equals(text)) {
        return Optional.of(size);
      }
    }
    return Optional.empty();
  }
}
