package cubby.world.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import javax.net.SocketFactory;

/** Sockets that send at once. Paho's own wait for acknowledgements, some 40 ms a packet. */
final class NodelaySockets extends SocketFactory {

  @Override
  public Socket createSocket() throws IOException {
    return atOnce(new Socket());
  }

  @Override
  public Socket createSocket(String host, int port) throws IOException {
    return atOnce(new Socket(host, port));
  }

  @Override
  public Socket createSocket(String host, int port, InetAddress local, int localPort)
      throws IOException {
    return atOnce(new Socket(host, port, local, localPort));
  }

  @Override
  public Socket createSocket(InetAddress host, int port) throws IOException {
    return atOnce(new Socket(host, port));
  }

  @Override
  public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort)
      throws IOException {
    return atOnce(new Socket(host, port, local, localPort));
  }

  private static Socket atOnce(Socket socket) throws IOException {
    socket.setTcpNoDelay(true);
    return socket;
  }
}
