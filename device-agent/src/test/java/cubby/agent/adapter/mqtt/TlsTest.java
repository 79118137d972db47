package cubby.agent.adapter.mqtt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TlsTest {
  private static final String ID = "tls-test-1";
  private static final String PASSWORD = "changeit";

  @TempDir Path folder;

  @Test
  void aGatewayWhoseCertificateLeadsToOurAuthorityIsTrusted() throws Exception {
    Path ca = makeCertificate("good");
    Ear ear = new Ear();
    try (Responder gateway = new Responder(listen("good"));
        PahoTransport transport = transport(gateway, ca)) {
      transport.open(ear);
      ear.expect("connected");
    }
  }

  @Test
  void aGatewayWithAStrangersCertificateIsNotSpokenTo() throws Exception {
    makeCertificate("stranger");
    Path ca = makeCertificate("good");
    Ear ear = new Ear();
    try (Responder gateway = new Responder(listen("stranger"));
        PahoTransport transport = transport(gateway, ca)) {
      transport.open(ear);
      gateway.awaitCalls(2);
      assertEquals(0, gateway.connects.get());
      assertNull(ear.heard.peek());
    }
  }

  @Test
  void anAuthoritiesFileWithoutACertificateIsRefusedAtTheStart() throws IOException {
    Path empty = Files.writeString(folder.resolve("empty.pem"), "nothing\n");
    MqttAccess access = new MqttAccess("ssl://127.0.0.1:1", ID, "secret", empty);
    String said =
        String.valueOf(
            assertThrows(IOException.class, () -> new PahoTransport(access, new byte[0]))
                .getMessage());
    assertTrue(said.startsWith(empty.toString()), said);
  }

  private static PahoTransport transport(Responder gateway, Path ca) throws IOException {
    MqttAccess access = new MqttAccess(gateway.uri("ssl"), ID, "s3cr3t-s3cr3t-s3cr3t", ca);
    return new PahoTransport(access, new byte[] {1});
  }

  private ServerSocket listen(String name) throws Exception {
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(folder.resolve(name + ".p12"))) {
      store.load(in, PASSWORD.toCharArray());
    }
    KeyManagerFactory keys = KeyManagerFactory.getInstance("PKIX");
    keys.init(store, PASSWORD.toCharArray());
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), null, null);
    return context
        .getServerSocketFactory()
        .createServerSocket(0, 50, InetAddress.ofLiteral("127.0.0.1"));
  }

  /** A self-signed certificate for 127.0.0.1; its PEM is its own authority. */
  private Path makeCertificate(String name) throws Exception {
    keytool(
        name,
        "-genkeypair",
        "-alias",
        "g",
        "-keyalg",
        "EC",
        "-dname",
        "CN=" + name,
        "-ext",
        "san=ip:127.0.0.1");
    Path pem = folder.resolve(name + ".pem");
    keytool(name, "-exportcert", "-alias", "g", "-rfc", "-file", pem.toString());
    return pem;
  }

  private void keytool(String name, String... words) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(List.of(words));
    command.addAll(List.of("-keystore", folder.resolve(name + ".p12").toString()));
    command.addAll(List.of("-storetype", "PKCS12", "-storepass", PASSWORD));
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("keytool.log").toFile())
            .start();
    assertTrue(process.waitFor(60, TimeUnit.SECONDS));
    assertEquals(0, process.exitValue(), Files.readString(folder.resolve("keytool.log")));
  }
}
