package cubby.agent.adapter.mqtt;

import java.io.FilterInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * A socket that hears nothing before it has said something. A proxy whose gateway is down accepts
 * and closes at once; if Paho hears of it while it still starts its threads, it never ends (ADR
 * 0031). In MQTT the client speaks first, so nothing is missed.
 */
final class GatedSocket extends Socket {
  /** Paho reads with a time-out and takes one for "nothing yet". */
  private static final long WAIT_MILLIS = 1_000;

  private final CountDownLatch spoken = new CountDownLatch(1);

  @Override
  public InputStream getInputStream() throws IOException {
    return new Gate(super.getInputStream());
  }

  @Override
  public OutputStream getOutputStream() throws IOException {
    return new Mouth(super.getOutputStream());
  }

  private final class Gate extends FilterInputStream {
    Gate(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      awaitSpoken();
      return in.read();
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      awaitSpoken();
      return in.read(bytes, offset, length);
    }

    private void awaitSpoken() throws IOException {
      try {
        if (!spoken.await(WAIT_MILLIS, TimeUnit.MILLISECONDS)) {
          throw new SocketTimeoutException("nothing was said yet");
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IOException("interrupted", e);
      }
    }
  }

  private final class Mouth extends FilterOutputStream {
    Mouth(OutputStream out) {
      super(out);
    }

    @Override
    public void write(int b) throws IOException {
      spoken.countDown();
      out.write(b);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      spoken.countDown();
      out.write(bytes, offset, length);
    }
  }
}
