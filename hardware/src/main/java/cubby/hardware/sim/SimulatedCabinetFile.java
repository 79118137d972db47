package cubby.hardware.sim;

import cubby.hardware.config.ConfigDocument;
import cubby.hardware.config.ConfigException;
import cubby.hardware.config.ConfigNode;
import cubby.hardware.sim.SimulatedState.Position;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what a cabinet of metal would keep by itself when the power goes: which doors stand open
 * and what lies inside. Written whole and moved into place, so that a process killed at any moment
 * leaves either the old file or the new one.
 */
public final class SimulatedCabinetFile {
  private final Path file;

  /**
   * @param file made with its folder at the first write
   */
  public SimulatedCabinetFile(Path file) {
    this.file = file;
  }

  /**
   * @param position CLOSED means latched
   * @param label what lies inside; null where nothing does
   */
  record Kept(int number, Position position, @Nullable String label) {}

  /**
   * What was kept, in the order of the file; nothing where there is no file yet.
   *
   * @throws ConfigException where the file is not one of these
   */
  List<Kept> read() throws ConfigException {
    if (!Files.exists(file)) {
      return List.of();
    }
    List<Kept> kept = new ArrayList<>();
    for (ConfigNode door : ConfigDocument.read(file, "doors").list("doors", 0, 1_000)) {
      door.only("number", "position", "label");
      kept.add(
          new Kept(
              door.integer("number", 1, 1_000),
              door.choice("position", Position.class),
              door.has("label") ? door.string("label") : null));
    }
    return kept;
  }

  /** The refusal of the whole file. */
  ConfigException refuse(String problem) {
    return new ConfigException(file.toString(), 0, "", problem);
  }

  /**
   * @throws UncheckedIOException where the disk did not take it; the old file stands
   */
  void write(List<Kept> doors) {
    StringBuilder text = new StringBuilder();
    text.append(
        "# The simulated cabinet's doors and what lies behind them; written at each change.\n");
    // A key without a value would be no list.
    text.append(doors.isEmpty() ? "doors: []\n" : "doors:\n");
    for (Kept door : doors) {
      text.append("  - {number: ").append(door.number());
      text.append(", position: ").append(door.position());
      if (door.label() != null) {
        text.append(", label: ").append(quoted(door.label()));
      }
      text.append("}\n");
    }
    Path whole = file.toAbsolutePath();
    Path next = whole.resolveSibling(whole.getFileName() + ".next");
    try {
      Path folder = whole.getParent();
      if (folder != null) {
        Files.createDirectories(folder);
      }
      Files.writeString(next, text);
      Files.move(next, whole, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot keep the simulated cabinet in " + file, e);
    }
  }

  private static String quoted(String label) {
    StringBuilder quoted = new StringBuilder("\"");
    label
        .codePoints()
        .forEach(point -> {
          if (point == '"' || point == '\\') {
            quoted.append('\\').append((char) point);
          } else if (point >= ' ' && point < 0x7f) {
            quoted.append((char) point);
          } else {
            quoted.append("\\U%08x".formatted(point));
          }
        });
    return quoted.append('"').toString();
  }
}
