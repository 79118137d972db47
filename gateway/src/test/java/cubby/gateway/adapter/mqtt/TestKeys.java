package cubby.gateway.adapter.mqtt;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/** Self-signed certificates by the JDK's keytool, as PEM for the server and as TLS contexts. */
final class TestKeys {

  private static final char[] PASSWORD = "changeit".toCharArray();

  private final Path folder;

  TestKeys(Path folder) {
    this.folder = folder;
  }

  /** A key pair and certificate with this common name. */
  KeyStore make(String name) throws IOException, GeneralSecurityException, InterruptedException {
    Path file = folder.resolve(name + ".p12");
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "key",
                "-keyalg",
                "EC",
                "-dname",
                "O=Cubby, CN=" + name,
                "-ext",
                "san=ip:127.0.0.1",
                "-validity",
                "2",
                "-storetype",
                "PKCS12",
                "-storepass",
                new String(PASSWORD),
                "-keystore",
                file.toString())
            .inheritIO()
            .start();
    keytool.waitFor(60, TimeUnit.SECONDS);
    assertEquals(0, keytool.exitValue());
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(file)) {
      store.load(in, PASSWORD);
    }
    return store;
  }

  Path certificatePem(KeyStore... stores) throws IOException, GeneralSecurityException {
    StringBuilder pem = new StringBuilder();
    for (KeyStore store : stores) {
      pem.append(pem("CERTIFICATE", store.getCertificate("key").getEncoded()));
    }
    return Files.writeString(Files.createTempFile(folder, "chain", ".pem"), pem);
  }

  Path keyPem(KeyStore store) throws IOException, GeneralSecurityException {
    return Files.writeString(
        Files.createTempFile(folder, "key", ".pem"),
        pem("PRIVATE KEY", store.getKey("key", PASSWORD).getEncoded()));
  }

  /** A client that trusts the server's certificate, and shows its own if it has one. */
  static SSLContext client(KeyStore server, @Nullable KeyStore own)
      throws IOException, GeneralSecurityException {
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    trusted.setCertificateEntry("server", (X509Certificate) server.getCertificate("key"));
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(trusted);
    KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(own, own == null ? null : PASSWORD);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
    return context;
  }

  private static String pem(String kind, byte[] der) {
    Base64.Encoder base64 = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII));
    return "-----BEGIN %s-----\n%s\n-----END %s-----\n"
        .formatted(kind, base64.encodeToString(der), kind);
  }
}
