package cubby.world.house;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The repository as the tests find it on disk. */
final class Sources {
  private static final List<String> MODULES =
      List.of("proto", "hardware", "device-agent", "gateway", "world");

  private Sources() {}

  /** The repository's top folder, found upwards from where the test runs. */
  static Path root() {
    Path folder = Path.of("").toAbsolutePath();
    while (folder != null && !Files.isDirectory(folder.resolve("device-agent"))) {
      folder = folder.getParent();
    }
    if (folder == null) {
      throw new IllegalStateException("the tests run outside the repository");
    }
    return folder;
  }

  /** Every Java file of every module, main and test, generated ones left out. */
  static List<Source> all() {
    return MODULES.stream()
        .flatMap(module -> files(root().resolve(module).resolve("src")))
        .toList();
  }

  /** The Java files that are shipped. */
  static List<Source> main() {
    return all().stream().filter(Source::isMain).toList();
  }

  private static Stream<Source> files(Path folder) {
    if (!Files.isDirectory(folder)) {
      return Stream.of();
    }
    try (Stream<Path> found = Files.walk(folder)) {
      return found
          .filter(file -> file.toString().endsWith(".java"))
          .sorted()
          .map(Sources::read)
          .toList()
          .stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Source read(Path file) {
    try {
      return new Source(root().relativize(file).toString(), Files.readString(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * One Java file.
   *
   * @param path from the repository's top folder
   */
  record Source(String path, String text) {
    boolean isMain() {
      return path.contains("src/main/");
    }

    boolean isPackageInfo() {
      return path.endsWith("package-info.java");
    }

    String folder() {
      return path.substring(0, path.lastIndexOf('/'));
    }
  }
}
