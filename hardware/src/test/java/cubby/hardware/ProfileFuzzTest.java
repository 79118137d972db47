package cubby.hardware;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import cubby.hardware.CabinetProfile.Compartment;
import cubby.hardware.config.ConfigDocument;
import cubby.hardware.config.ConfigException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** Any bytes as a cabinet's profile. */
class ProfileFuzzTest {

  static Stream<byte[]> profiles() {
    String own =
        """
        name: two-doors
        kind: MEAL
        frontMillimetres: {width: 500, height: 1900}
        coil: {pulseMillis: 300}
        compartments:
          - {number: 1, size: S, low: true, doorMillimetres:
              {left: 0, bottom: 0, width: 400, height: 300}, supply: A, heated: true}
          - {number: 2, size: M, low: false, doorMillimetres:
              {left: 0, bottom: 1400, width: 400, height: 300}, supply: A, occupancySensor: true}
        """;
    return Stream.concat(
        Profiles.SHIPPED.stream().map(ProfileFuzzTest::shipped),
        Stream.of(own, "name: !!java.net.URL [x]", "a: &a [*a]", "name: \u0000", "")
            .map(s -> s.getBytes(StandardCharsets.UTF_8)));
  }

  @MethodSource("profiles")
  @FuzzTest
  void aProfileThatIsReadCouldBeBuilt(byte[] bytes) {
    CabinetProfile profile;
    try {
      profile = ProfileReader.read(ConfigDocument.parse("p.yaml", bytes, ProfileReader.KEYS));
    } catch (ConfigException e) {
      String said = String.valueOf(e.getMessage());
      assertTrue(said.startsWith("p.yaml"), said);
      assertFalse(said.contains("\n"), said);
      return;
    }
    List<Compartment> all = profile.compartments();
    for (int i = 0; i < all.size(); i++) {
      Compartment one = all.get(i);
      assertEquals(i + 1, one.number(), "numbers run from 1");
      assertTrue(one.leftMillimetres() + one.widthMillimetres() <= profile.widthMillimetres());
      assertTrue(one.bottomMillimetres() + one.heightMillimetres() <= profile.heightMillimetres());
      assertTrue(one.coil().pulseMillis() <= CoilLimits.HARD_MAX_PULSE_MILLIS);
    }
  }

  private static byte[] shipped(String name) {
    try (InputStream in = Profiles.class.getResourceAsStream("profiles/" + name + ".yaml")) {
      if (in == null) {
        throw new IllegalStateException(name + " is missing");
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
