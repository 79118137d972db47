package cubby.world.kill;

import cubby.agent.boot.AgentSettings;
import cubby.hardware.CabinetProfile;
import cubby.hardware.CabinetProfile.Compartment;
import cubby.hardware.CabinetProfile.Kind;
import cubby.hardware.CabinetProfile.Size;
import cubby.hardware.CoilLimits;
import cubby.world.site.CabinetFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Everything that outlives one process of the cabinet: journal, plant, keys, and the list of its
 * energised coils.
 */
record CabinetFiles(Path folder) {
  static final String CABINET = "cab-kill";
  static final int DOORS = 6;

  /** Shorter than real ones and never tired, so that much happens in a short life. */
  private static final CoilLimits COIL = new CoilLimits(60, 0, 10_000, 60_000, 10);

  /** One coil that went on, as the plant saw it. */
  record Energised(long epoch, int compartment, long uptimeMillis) {
    String line() {
      return epoch + " " + compartment + " " + uptimeMillis;
    }

    static Energised of(String line) {
      String[] words = line.split(" ");
      return new Energised(
          Long.parseLong(words[0]), Integer.parseInt(words[1]), Long.parseLong(words[2]));
    }
  }

  /** Keys and journal. */
  CabinetFolder secrets() {
    return new CabinetFolder(folder.resolve(CABINET));
  }

  AgentSettings settings(int mqttPort) {
    return new AgentSettings(
        CABINET,
        CABINET,
        "parcel-16",
        secrets().path(),
        new AgentSettings.Gateway(
            "tcp://127.0.0.1:" + mqttPort,
            secrets().secretFile(),
            secrets().cabinetKeyFile(),
            secrets().gatewayKeysFile(),
            null),
        new AgentSettings.Kiosk(0, "http://localhost"),
        AgentSettings.Hardware.SIMULATED,
        AgentSettings.LogFormat.TEXT);
  }

  Path plant() {
    return folder.resolve("plant.yaml");
  }

  Path coils() {
    return folder.resolve("coils");
  }

  List<Energised> energised() throws IOException {
    return Files.exists(coils())
        ? Files.readAllLines(coils()).stream().map(Energised::of).toList()
        : List.of();
  }

  /** A column of doors on two supplies, each with a sensor that sees what lies inside. */
  static CabinetProfile profile() {
    List<Compartment> doors =
        IntStream.rangeClosed(1, DOORS)
            .mapToObj(number ->
                new Compartment(
                    number,
                    Kind.PARCEL,
                    Size.M,
                    true,
                    0,
                    100 * (number - 1),
                    400,
                    100,
                    "supply-" + number % 2,
                    COIL,
                    false,
                    true))
            .toList();
    return new CabinetProfile("kill-6", Kind.PARCEL, 400, 100 * DOORS, doors);
  }
}
