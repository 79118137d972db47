package cubby.world.site;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/**
 * Which TCP ports of this machine can be listened on. Somebody else may take one the moment after.
 */
public final class Ports {
  private static final int LAST = 65_535;

  private Ports() {}

  /** Whether nobody listens on the port, on any address. */
  public static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket()) {
      // As servers do it: a port whose connections are still dying counts as free.
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(port));
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /** The first free port from here upwards. */
  public static int freeFrom(int port) {
    for (int candidate = port; candidate <= LAST; candidate++) {
      if (isFree(candidate)) {
        return candidate;
      }
    }
    return free();
  }

  /** Any free port. */
  public static int free() {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException("this machine has no free port", e);
    }
  }
}
