package cubby.gateway.adapter.mqtt;

import io.netty.channel.ChannelPipeline;
import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslProvider;
import java.io.IOException;
import java.nio.file.Path;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.Optional;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.jspecify.annotations.Nullable;

/**
 * TLS 1.3 or 1.2 from PEM files.
 *
 * @param certificateChain the server's certificate first
 * @param privateKey PKCS#8, not encrypted
 * @param clientAuthorities where present, cabinets may show a certificate signed by one of these,
 *     whose common name must then be their client id
 * @param clientCertificateRequired whether they must
 */
public record MqttTls(
    Path certificateChain,
    Path privateKey,
    Optional<Path> clientAuthorities,
    boolean clientCertificateRequired) {

  public MqttTls {
    if (clientCertificateRequired && clientAuthorities.isEmpty()) {
      throw new IllegalArgumentException("clientCertificateRequired needs clientAuthorities");
    }
  }

  /** Reads the files. */
  SslContext open() throws IOException {
    try {
      SslContextBuilder builder =
          SslContextBuilder.forServer(certificateChain.toFile(), privateKey.toFile())
              .sslProvider(SslProvider.JDK)
              .protocols("TLSv1.3", "TLSv1.2");
      if (clientAuthorities.isPresent()) {
        builder
            .trustManager(clientAuthorities.get().toFile())
            .clientAuth(clientCertificateRequired ? ClientAuth.REQUIRE : ClientAuth.OPTIONAL);
      }
      return builder.build();
    } catch (IllegalArgumentException | IOException e) {
      throw new IOException(
          "TLS files cannot be used (%s, %s, %s): %s"
              .formatted(certificateChain, privateKey, clientAuthorities, e.getMessage()),
          e);
    }
  }

  /** Whether the peer's certificate, if it showed one, names this cabinet. */
  static boolean peerMayBe(ChannelPipeline pipeline, String cabinet) {
    SslHandler handler = pipeline.get(SslHandler.class);
    if (handler == null) {
      return true;
    }
    Certificate[] chain;
    try {
      chain = handler.engine().getSession().getPeerCertificates();
    } catch (SSLPeerUnverifiedException e) {
      // None shown. Where one is required, the handshake would have failed before.
      return true;
    }
    return chain[0] instanceof X509Certificate certificate
        && cabinet.equals(commonName(certificate));
  }

  private static @Nullable String commonName(X509Certificate certificate) {
    try {
      for (Rdn rdn : new LdapName(certificate.getSubjectX500Principal().getName()).getRdns()) {
        if (rdn.getType().equalsIgnoreCase("CN")) {
          return rdn.getValue().toString();
        }
      }
      return null;
    } catch (InvalidNameException e) {
      // Names nobody that we know, which is all that is asked here.
      return null;
    }
  }
}
