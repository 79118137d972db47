package cubby.gateway.adapter.mqtt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cubby.wire.Topic;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Optional;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@SuppressWarnings("NullAway.Init") // the keys are made once, before all stories
final class TlsTest {

  @TempDir static Path folder;

  private static KeyStore server;
  private static KeyStore cabinet;
  private static KeyStore stranger;
  private static MqttTls plain;
  private static MqttTls mutual;
  private static MqttTls optional;

  @BeforeAll
  static void makeKeys() throws IOException, GeneralSecurityException, InterruptedException {
    TestKeys keys = new TestKeys(folder);
    server = keys.make("gateway");
    cabinet = keys.make("cab-1");
    stranger = keys.make("cab-9");
    Path chain = keys.certificatePem(server);
    Path key = keys.keyPem(server);
    Optional<Path> authorities = Optional.of(keys.certificatePem(cabinet));
    plain = new MqttTls(chain, key, Optional.empty(), false);
    mutual = new MqttTls(chain, key, authorities, true);
    optional = new MqttTls(chain, key, authorities, false);
  }

  @Test
  void aCabinetTalksOverTls13And12() throws IOException, GeneralSecurityException {
    try (Scene scene = scene(plain)) {
      for (String version : new String[] {"TLSv1.3", "TLSv1.2"}) {
        try (RawClient client = connect(scene, null, version)) {
          client.send(Packets.connect("cab-1"));
          client.expectConnAck(0);
          byte[] large = new byte[Topic.MAX_PAYLOAD_BYTES];
          client.send(Packets.publish("cab/cab-1/up/events", 1, 1, large));
          client.expectPubAck(1);
          client.send(Packets.DISCONNECT);
        }
      }
      assertEquals(0, scene.refusedInAll());
    }
  }

  @Test
  void plainBytesOnTheTlsPortAreRefused() throws IOException {
    try (Scene scene = scene(plain);
        RawClient client = scene.socket()) {
      client.send(Packets.connect("cab-1"));
      client.endOutput();
      scene.awaitRefused(MqttRefusal.TLS);
    }
  }

  @Test
  void aClientCertificateMustNameTheCabinet() throws IOException, GeneralSecurityException {
    try (Scene scene = scene(mutual)) {
      try (RawClient client = connect(scene, cabinet, "TLSv1.3")) {
        client.send(Packets.connect("cab-1"));
        client.expectConnAck(0);
      }
      try (RawClient client = connect(scene, cabinet, "TLSv1.3")) {
        client.send(Packets.connect("cab-2"));
        client.expectConnAck(5);
      }
      assertEquals(1, scene.refused(MqttRefusal.FOREIGN_CERTIFICATE));
    }
  }

  @Test
  void withoutARequiredCertificateOrWithAnUnknownOneThereIsNoConnection()
      throws IOException, GeneralSecurityException {
    try (Scene scene = scene(mutual)) {
      for (KeyStore own : new KeyStore[] {null, stranger}) {
        assertThrows(
            IOException.class,
            () -> {
              try (RawClient client = connect(scene, own, "TLSv1.2")) {
                client.send(Packets.connect("cab-9"));
                client.expectConnAck(0);
              }
            });
      }
      scene.await("both refused", () -> scene.refused(MqttRefusal.TLS) == 2);
      assertTrue(scene.told().isEmpty());
    }
  }

  @Test
  void anOptionalCertificateMayBeLeftOut() throws IOException, GeneralSecurityException {
    try (Scene scene = scene(optional);
        RawClient client = connect(scene, null, "TLSv1.3")) {
      client.send(Packets.connect("cab-2"));
      client.expectConnAck(0);
    }
  }

  @Test
  void filesThatHoldNoKeyAreNamed() throws IOException {
    Path broken =
        Files.writeString(folder.resolve("broken.pem"), "nothing", StandardCharsets.UTF_8);
    MqttTls tls = new MqttTls(broken, broken, Optional.empty(), false);
    IOException refused = assertThrows(IOException.class, () -> scene(tls));
    assertTrue(refused.toString().contains("broken.pem"), refused::toString);
  }

  @Test
  void aRenewedCertificateIsUsedByTheNextConnectionAndABrokenOneIsNot()
      throws IOException, GeneralSecurityException, InterruptedException {
    TestKeys keys = new TestKeys(Files.createDirectory(folder.resolve("renewed")));
    KeyStore next = keys.make("gateway");
    Path chain = Files.copy(plain.certificateChain(), folder.resolve("live.pem"));
    Path key = Files.copy(plain.privateKey(), folder.resolve("live.key"));
    try (Scene scene = scene(new MqttTls(chain, key, Optional.empty(), false))) {
      connect(scene, null, "TLSv1.3").close();
      replace(chain, "no certificate at all", 1);
      connect(scene, null, "TLSv1.3").close();
      connect(scene, null, "TLSv1.3").close();
      assertEquals(1, scene.refused(MqttRefusal.TLS_FILES), "told once");

      replace(key, Files.readString(keys.keyPem(next)), 2);
      replace(chain, Files.readString(keys.certificatePem(next)), 2);
      assertThrows(
          IOException.class,
          () -> connect(scene, null, "TLSv1.3").close(),
          "the old certificate is not shown any more");
    }
  }

  /** With a time of its own, for some file systems count in seconds. */
  private static void replace(Path file, String text, int minutesLater) throws IOException {
    Files.writeString(file, text, StandardCharsets.UTF_8);
    Files.setLastModifiedTime(
        file,
        FileTime.from(Files.getLastModifiedTime(file).toInstant().plusSeconds(60L * minutesLater)));
  }

  private static Scene scene(MqttTls tls) throws IOException {
    return new Scene(Scene.LIMITS, Optional.of(tls));
  }

  private static RawClient connect(Scene scene, @Nullable KeyStore own, String version)
      throws IOException, GeneralSecurityException {
    SSLSocket socket =
        (SSLSocket)
            TestKeys.client(server, own)
                .getSocketFactory()
                .createSocket(InetAddress.getLoopbackAddress(), scene.endpoint.port());
    socket.setEnabledProtocols(new String[] {version});
    try {
      socket.startHandshake();
    } catch (SSLException e) {
      socket.close();
      throw e;
    }
    return new RawClient(socket);
  }
}
