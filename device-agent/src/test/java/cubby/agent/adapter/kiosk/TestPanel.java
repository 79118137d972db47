package cubby.agent.adapter.kiosk;

import java.util.ArrayList;
import java.util.List;

/** Hands without a cabinet. */
final class TestPanel implements SimulatorPanel {
  final List<String> done = new ArrayList<>();
  private boolean network = true;

  @Override
  public synchronized View view() {
    return new View(
        List.of(
            new Door(1, true, false, true, 900, "meal"), new Door(2, false, true, false, 0, null)),
        List.of(new Fault(2, "STUCK_LATCH")),
        List.of("STUCK_LATCH", "BROKEN_WIRE"),
        network);
  }

  @Override
  public synchronized boolean hand(int number, Hand hand) {
    done.add(hand + " " + number);
    return number == 2;
  }

  @Override
  public synchronized void fault(int number, String kind, boolean on) {
    done.add(kind + " " + number + " " + on);
  }

  @Override
  public synchronized void network(boolean connected) {
    network = connected;
  }

  @Override
  public void listen(Runnable changed) {}
}
