package cubby.agent.adapter.mqtt;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/**
 * TLS sockets with TCP_NODELAY that trust the given authorities only; see the plain ones for why.
 */
final class NoDelayTlsSocketFactory extends SSLSocketFactory {
  private final SSLSocketFactory sockets;

  private NoDelayTlsSocketFactory(SSLSocketFactory sockets) {
    this.sockets = sockets;
  }

  /**
   * @param caFile PEM certificates; null = those that the JDK trusts
   * @throws IOException where the file is missing or holds no certificate
   */
  static NoDelayTlsSocketFactory trusting(@Nullable Path caFile) throws IOException {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      TrustManagerFactory trust =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(caFile == null ? null : authorities(caFile));
      context.init(null, trust.getTrustManagers(), null);
      return new NoDelayTlsSocketFactory(context.getSocketFactory());
    } catch (GeneralSecurityException e) {
      throw new IOException(caFile + ": not a file of X.509 certificates in PEM", e);
    }
  }

  private static KeyStore authorities(Path caFile) throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
    store.load(null, null);
    try (InputStream in = Files.newInputStream(caFile)) {
      int number = 0;
      for (Certificate ca : CertificateFactory.getInstance("X.509").generateCertificates(in)) {
        store.setCertificateEntry("ca" + number++, ca);
      }
      if (number == 0) {
        throw new IOException(caFile + ": holds no certificate");
      }
    }
    return store;
  }

  @Override
  public String[] getDefaultCipherSuites() {
    return sockets.getDefaultCipherSuites();
  }

  @Override
  public String[] getSupportedCipherSuites() {
    return sockets.getSupportedCipherSuites();
  }

  @Override
  public Socket createSocket() throws IOException {
    return NoDelaySocketFactory.withoutDelay(sockets.createSocket());
  }

  @Override
  public Socket createSocket(Socket socket, String host, int port, boolean autoClose)
      throws IOException {
    return NoDelaySocketFactory.withoutDelay(sockets.createSocket(socket, host, port, autoClose));
  }

  @Override
  public Socket createSocket(String host, int port) throws IOException {
    return NoDelaySocketFactory.withoutDelay(sockets.createSocket(host, port));
  }

  @Override
  public Socket createSocket(String host, int port, InetAddress local, int localPort)
      throws IOException {
    return NoDelaySocketFactory.withoutDelay(sockets.createSocket(host, port, local, localPort));
  }

  @Override
  public Socket createSocket(InetAddress host, int port) throws IOException {
    return NoDelaySocketFactory.withoutDelay(sockets.createSocket(host, port));
  }

  @Override
  public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort)
      throws IOException {
    return NoDelaySocketFactory.withoutDelay(sockets.createSocket(host, port, local, localPort));
  }
}
