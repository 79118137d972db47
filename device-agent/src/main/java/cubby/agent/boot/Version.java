package cubby.agent.boot;

import org.jspecify.annotations.Nullable;

/** Which agent this is. */
final class Version {
  /** From the jar's manifest; a build that was never packed has none. */
  static final String TEXT = text(Version.class.getPackage().getImplementationVersion());

  private Version() {}

  private static String text(@Nullable String manifest) {
    return manifest == null ? "unpacked" : manifest;
  }
}
