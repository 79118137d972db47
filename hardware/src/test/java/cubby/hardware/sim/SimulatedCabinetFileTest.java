package cubby.hardware.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cubby.hardware.CabinetProfile;
import cubby.hardware.CoilLimits;
import cubby.hardware.TestProfiles;
import cubby.hardware.config.ConfigException;
import cubby.hardware.sim.SimulatedCabinet.Options;
import cubby.hardware.sim.SimulatedState.DoorState;
import cubby.hardware.sim.SimulatedState.Position;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SimulatedCabinetFileTest {
  private static final CabinetProfile PROFILE = TestProfiles.column(4, CoilLimits.DEFAULT, false);

  @TempDir private Path folder;
  private final VirtualTimeline timeline = new VirtualTimeline();

  private Path file() {
    return folder.resolve("cabinet").resolve("plant.yaml");
  }

  private SimulatedCabinet start() throws ConfigException {
    return start(file(), timeline);
  }

  private static SimulatedCabinet start(Path file, VirtualTimeline timeline)
      throws ConfigException {
    return SimulatedCabinet.create(
        PROFILE, timeline, new Options(1, true), new SimulatedCabinetFile(file));
  }

  @Test
  void afterARestartTheParcelsAreStillInside() throws Exception {
    String label = "Parcel \"7\" \\ 包裹 \ud83c\udf71";
    SimulatedCabinet before = start();
    assertTrue(before.pry(2));
    assertTrue(before.put(2, label));
    assertTrue(before.close(2));
    assertTrue(before.pry(3));

    SimulatedCabinet after = start();
    DoorState stored = after.state().door(2);
    assertEquals(label, stored.label());
    assertTrue(stored.latched() && stored.occupied());
    assertEquals(Position.WIDE, after.state().door(3).position());
    assertEquals(Position.CLOSED, after.state().door(1).position());
    assertFalse(after.pull(2), "what was latched is latched");

    after.hardware().locks().pulse(2, 300);
    timeline.advance(300);
    assertTrue(after.take(2));
    assertFalse(start().state().door(2).occupied());
  }

  @Test
  void aDoorReleasedJustBeforeThePowerCutIsOpenAfterIt() throws Exception {
    SimulatedCabinet before = start();
    before.hardware().locks().pulse(1, 300);
    while (before.state().door(1).latched()) {
      timeline.advance(1);
    }
    assertEquals(Position.CLOSED, before.state().door(1).position());
    assertEquals(Position.AJAR, start().state().door(1).position());
  }

  @Test
  void aCoilAloneWaitsForNoFile() throws Exception {
    SimulatedCabinet cabinet = start();
    cabinet.hardware().locks().pulse(1, 300);
    assertFalse(Files.exists(file()));
    while (cabinet.state().door(1).latched()) {
      timeline.advance(1);
    }
    assertTrue(Files.exists(file()));
  }

  @Test
  void aFileOfAnotherCabinetOrAnotherKindIsRefused() throws IOException {
    Files.createDirectories(file().getParent());
    Files.writeString(file(), "doors:\n  - {number: 5, position: WIDE}\n");
    ConfigException other = assertThrows(ConfigException.class, this::start);
    assertEquals(file() + ": door 5 is not in profile column-4", other.getMessage());
    Files.writeString(file(), "doors:\n  - {number: 1, position: HALF}\n");
    ConfigException wrong = assertThrows(ConfigException.class, this::start);
    assertEquals(
        file() + ":2: doors[0].position: \"HALF\" is not one of CLOSED, AJAR, WIDE",
        wrong.getMessage());
  }

  @Test
  void aChangeThatCannotBeKeptIsToldAndHappenedAllTheSame() throws Exception {
    Files.writeString(folder.resolve("cabinet"), "in the way of the folder");
    SimulatedCabinet cabinet = start();
    assertThrows(UncheckedIOException.class, () -> cabinet.pry(1));
    assertEquals(Position.WIDE, cabinet.state().door(1).position());
  }

  @Test
  void killedAtAnyMomentTheLastChangeIsThere() throws Exception {
    for (int round = 0; round < 4; round++) {
      Process process =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-XX:TieredStopAtLevel=1",
                  "-cp",
                  System.getProperty("java.class.path"),
                  Mover.class.getName(),
                  file().toString())
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
      int acknowledged = 0;
      try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
        while (acknowledged < 20 + round * 7) {
          acknowledged = Integer.parseInt(Objects.requireNonNull(out.readLine()));
        }
        // Killed now, or now, or now: at each of these moments the file must be whole.
        for (int moment = 0; moment < 500; moment++) {
          assertEquals(4, new SimulatedCabinetFile(file()).read().size());
        }
        assertTrue(process.toHandle().destroyForcibly());
        for (String line = out.readLine(); line != null; line = out.readLine()) {
          acknowledged = line.isEmpty() ? acknowledged : Integer.parseInt(line);
        }
      }
      assertTrue(process.waitFor(10, TimeUnit.SECONDS));
      SimulatedState found = start().state();
      int newest = Math.max(item(found.door(1)), item(found.door(2)));
      assertTrue(newest >= acknowledged, newest + " found, " + acknowledged + " acknowledged");
      Files.delete(file());
    }
  }

  private static int item(DoorState door) {
    String label = door.label();
    return label == null ? 0 : Integer.parseInt(label);
  }

  /** Lays item after item into doors 1 and 2 by turns and says so, until it is killed. */
  static final class Mover {
    private Mover() {}

    public static void main(String[] args) throws ConfigException {
      SimulatedCabinet cabinet = start(Path.of(args[0]), new VirtualTimeline());
      cabinet.pry(1);
      cabinet.pry(2);
      for (int item = 1; ; item++) {
        int door = 1 + item % 2;
        cabinet.take(door);
        cabinet.put(door, Integer.toString(item));
        assertNotNull(cabinet.state().door(door).label());
        // One write: a line torn by the kill would be read as a smaller number only.
        System.out.println(item);
      }
    }
  }
}
