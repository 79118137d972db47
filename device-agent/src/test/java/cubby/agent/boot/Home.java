package cubby.agent.boot;

import cubby.wire.GatewayKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.Map;

/** A folder with everything that an agent needs to start. */
final class Home {
  static final String SECRET = "c0rrect-h0rse-battery";
  static final String KEY = "5f".repeat(32);

  final Path folder;
  final KeyPair gatewayKey;

  Home(Path folder) throws IOException, GeneralSecurityException {
    this.folder = folder;
    this.gatewayKey = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    secret("secret", SECRET + "\n");
    secret("cabinet.key", KEY + "\n");
    write("gateway.keys", GatewayKeys.format(Map.of("k1", gatewayKey.getPublic())));
  }

  Path write(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  private void secret(String name, String text) throws IOException {
    Files.setPosixFilePermissions(write(name, text), PosixFilePermissions.fromString("rw-------"));
  }

  /** A configuration that works, with a gateway that nobody has started. */
  String yaml() {
    return """
    cabinet: gate-1
    name: East gate
    profile: parcel-16
    dataFolder: data
    gateway:
      mqttUri: tcp://127.0.0.1:1
      secretFile: secret
      cabinetKeyFile: cabinet.key
      gatewayKeysFile: gateway.keys
    kiosk:
      port: 0
      riderPageBase: http://gateway.test/
    hardware: simulated
    log: json
    """;
  }
}
