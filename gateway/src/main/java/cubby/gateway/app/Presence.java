package cubby.gateway.app;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Which cabinets are connected now, and since when on which clock. Safe for many threads. */
public final class Presence {

  /**
   * What a cabinet said of its clock.
   *
   * @param uptimeMillis of its epoch when the hello was written
   * @param at our time when it came
   * @param heardAtMillis the same on our monotonic clock
   */
  public record Greeting(long epoch, long uptimeMillis, Instant at, long heardAtMillis) {
    /**
     * The cabinet's uptime now, as well as we know it. Not by the wall clock: one step of it would
     * make every order late, or let a lost one open a door an hour later.
     *
     * @param monotonicMillis our monotonic clock now
     */
    public long uptimeMillisAt(long monotonicMillis) {
      return uptimeMillis + monotonicMillis - heardAtMillis;
    }
  }

  /** One connection; the greeting comes a moment after it. */
  private static final class Connection {
    private volatile @Nullable Greeting greeting;
    private final AtomicLong heardThrough = new AtomicLong(Long.MIN_VALUE);
  }

  private final Map<String, Connection> connections = new ConcurrentHashMap<>();
  private final Map<String, Instant> lastSeen = new ConcurrentHashMap<>();

  void connected(String cabinet) {
    connections.put(cabinet, new Connection());
  }

  void disconnected(String cabinet) {
    connections.remove(cabinet);
  }

  /** The present connection, to be given back with its greeting; null while there is none. */
  @Nullable Object connection(String cabinet) {
    return connections.get(cabinet);
  }

  /**
   * The hello that came over that connection is durable: the cabinet may be given orders. A hello
   * that was repeated or held up on the way knows less of the cabinet's clock than an earlier one.
   */
  void greeted(@Nullable Object connection, Greeting greeting) {
    if (connection instanceof Connection known) {
      Greeting before = known.greeting;
      boolean late =
          before != null
              && before.epoch() == greeting.epoch()
              && before.uptimeMillisAt(greeting.heardAtMillis()) >= greeting.uptimeMillis();
      if (!late) {
        known.greeting = greeting;
      }
    }
  }

  /** Events up to this number came over the present connection. */
  void heard(String cabinet, long through) {
    Connection connection = connections.get(cabinet);
    if (connection != null) {
      connection.heardThrough.accumulateAndGet(through, Math::max);
    }
  }

  /** The highest event that came over that connection; {@link Long#MIN_VALUE} where none did. */
  long heardThrough(@Nullable Object connection) {
    return connection instanceof Connection known ? known.heardThrough.get() : Long.MIN_VALUE;
  }

  void seen(String cabinet, Instant at) {
    lastSeen.put(cabinet, at);
  }

  /** Since this process started; the store knows of the time before. */
  Optional<Instant> lastSeen(String cabinet) {
    return Optional.ofNullable(lastSeen.get(cabinet));
  }

  /** Present only while the cabinet is connected and said hello over that connection. */
  public Optional<Greeting> greeting(String cabinet) {
    Connection connection = connections.get(cabinet);
    return connection == null ? Optional.empty() : Optional.ofNullable(connection.greeting);
  }

  public boolean isPresent(String cabinet) {
    return greeting(cabinet).isPresent();
  }
}
