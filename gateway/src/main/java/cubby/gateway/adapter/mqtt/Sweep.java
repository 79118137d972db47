package cubby.gateway.adapter.mqtt;

import java.util.ArrayList;
import java.util.List;

/**
 * The clock of all connections of one event loop: a tick every 250 ms. One task for all is cheaper
 * than a timer each, and since time-outs count ticks, a gateway that stood still (a long pause of
 * the machine) does not find all its cabinets dead when it wakes. Event loop only.
 */
final class Sweep implements Runnable {

  static final int TICK_MILLIS = 250;

  private final List<Connection> members = new ArrayList<>();

  /** How many ticks are surely not shorter than the given time. */
  static int ticks(int millis) {
    return (millis + TICK_MILLIS - 1) / TICK_MILLIS + 1;
  }

  void add(Connection connection) {
    connection.sweepIndex = members.size();
    members.add(connection);
  }

  void remove(Connection connection) {
    Connection last = members.removeLast();
    if (!last.equals(connection)) {
      members.set(connection.sweepIndex, last);
      last.sweepIndex = connection.sweepIndex;
    }
  }

  @Override
  public void run() {
    // Backwards, since removing moves the last member to the freed place.
    for (int i = members.size() - 1; i >= 0; i--) {
      members.get(i).tick();
    }
  }

  /** Ends all of them, without their wills. */
  void endAll() {
    for (int i = members.size() - 1; i >= 0; i--) {
      members.get(i).endForShutdown();
    }
  }
}
