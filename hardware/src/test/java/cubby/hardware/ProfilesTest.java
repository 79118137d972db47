package cubby.hardware;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cubby.hardware.CabinetProfile.Compartment;
import cubby.hardware.CabinetProfile.Kind;
import cubby.hardware.CabinetProfile.Size;
import cubby.hardware.config.ConfigException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProfilesTest {
  private static final String GOOD =
      """
      name: pair
      kind: PARCEL
      frontMillimetres: {width: 900, height: 1800}
      coil:
        pulseMillis: 250
      compartments:
        - number: 2
          size: S
          low: true
          doorMillimetres: {left: 0, bottom: 100, width: 400, height: 200}
          supply: A
        - number: 1
          size: L
          low: false
          doorMillimetres: {left: 0, bottom: 1300, width: 400, height: 400}
          supply: A
      """;

  @TempDir private Path folder;

  private CabinetProfile read(String yaml) throws ConfigException, IOException {
    return Profiles.read(Files.writeString(folder.resolve("pair.yaml"), yaml));
  }

  private void assertRefused(String problem, String yaml) {
    ConfigException refusal = assertThrows(ConfigException.class, () -> read(yaml));
    assertEquals(folder.resolve("pair.yaml") + ":" + problem, refusal.getMessage());
  }

  /** The good profile with one thing changed, which must be there. */
  private static String good(String from, String to) {
    String changed = GOOD.replace(from, to);
    assertNotEquals(GOOD, changed, "nothing was changed");
    return changed;
  }

  @ParameterizedTest
  @CsvSource({"parcel-16, PARCEL, 16", "meal-12, MEAL, 12", "battery-8, BATTERY, 8"})
  void everyShippedProfileIsWhatItsNameSays(String name, Kind kind, int doors)
      throws ConfigException {
    CabinetProfile profile = Profiles.load(name);
    assertEquals(name, profile.name());
    assertEquals(kind, profile.kind());
    assertEquals(doors, profile.compartments().size());
    for (Compartment compartment : profile.compartments()) {
      assertEquals(kind == Kind.MEAL, compartment.heated());
      assertTrue(compartment.occupancySensor());
      assertEquals(CoilLimits.DEFAULT, compartment.coil());
    }
    assertTrue(profile.compartments().stream().map(Compartment::supply).distinct().count() > 1);
  }

  @Test
  void theParcelCabinetHasALowDoorOfEverySize() throws ConfigException {
    assertEquals(
        Arrays.stream(Size.values()).collect(Collectors.toSet()),
        Profiles.load("parcel-16").compartments().stream()
            .filter(Compartment::low)
            .map(Compartment::size)
            .collect(Collectors.toSet()));
  }

  @Test
  void aProfileThatIsNotShippedIsRefusedWithThoseThatAre() {
    ConfigException refusal = assertThrows(ConfigException.class, () -> Profiles.load("../secret"));
    assertEquals(
        "../secret.yaml: \"../secret\" is not one of parcel-16, meal-12, battery-8",
        refusal.getMessage());
  }

  @Test
  void aSitesOwnProfileIsReadInTheOrderOfItsNumbers() throws ConfigException, IOException {
    CabinetProfile profile = read(GOOD);
    List<Integer> numbers = profile.compartments().stream().map(Compartment::number).toList();
    assertEquals(List.of(1, 2), numbers);
    assertEquals(new CoilLimits(250, 2_000, 3, 6, 300), profile.compartments().get(0).coil());
  }

  @Test
  void aWrongKindNamesTheAllowedOnes() {
    assertRefused(
        "2: kind: \"BOAT\" is not one of PARCEL, MEAL, BATTERY, CHARGE",
        good("kind: PARCEL", "kind: BOAT"));
  }

  @Test
  void missingAndUnknownKeysAreRefused() {
    assertRefused("7: compartments[0].supply: is missing", good("200}\n    supply: A", "200}"));
    assertRefused(
        "5: coil.pulse: unknown key, is not one of pulseMillis, coolDownMillis,"
            + " maxPulsesInTenSeconds, maxPulsesInOneMinute, supplyGapMillis",
        good("pulseMillis:", "pulse:"));
  }

  @Test
  void numbersMustBeEachOnceAndWithoutGaps() {
    assertRefused(
        "12: compartments[1].number: \"2\" is taken by the door at line 7",
        good("number: 1", "number: 2"));
    assertRefused("7: compartments: number 2 is missing", good("number: 2", "number: 3"));
  }

  @Test
  void doorsMustNotOverlapOrLeaveTheFront() {
    assertRefused(
        "12: compartments[1]: door 1 overlaps door 2",
        good(
            "low: false\n    doorMillimetres: {left: 0, bottom: 1300",
            "low: true\n    doorMillimetres: {left: 399, bottom: 299"));
    assertRefused(
        "15: compartments[1].doorMillimetres.height: the door's upper edge is at 1801 mm, the front"
            + " ends at 1800 mm",
        good("bottom: 1300, width: 400, height: 400", "bottom: 1300, width: 400, height: 501"));
    assertRefused(
        "15: compartments[1].doorMillimetres.width: the door's right edge is at 901 mm, the front"
            + " ends at 900 mm",
        good("left: 0, bottom: 1300", "left: 501, bottom: 1300"));
  }

  @Test
  void aLowDoorMustBeLow() {
    assertRefused(
        "14: compartments[1].low: \"true\" is not false: the handle is at 1500 mm, and low ends at"
            + " 1200 mm",
        good("low: false", "low: true"));
    assertRefused(
        "9: compartments[0].low: \"false\" is not true: the handle is at 200 mm, and low ends at"
            + " 1200 mm",
        good("low: true", "low: false"));
  }

  @ParameterizedTest
  @CsvSource({
    "pulseMillis, 1001, 20, 1000",
    "pulseMillis, 0, 20, 1000",
    "coolDownMillis, 999, 1000, 60000",
    "maxPulsesInTenSeconds, 6, 1, 5",
    "maxPulsesInOneMinute, 13, 1, 12",
    "supplyGapMillis, 99, 100, 60000"
  })
  void coilLimitsBeyondTheHardBoundsAreRefused(String key, int value, int min, int max) {
    assertRefused(
        "5: coil.%s: \"%d\" is not a whole number from %d to %d".formatted(key, value, min, max),
        good("pulseMillis: 250", key + ": " + value));
  }
}
