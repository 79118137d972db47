package cubby.agent.adapter.kiosk;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a person standing at a simulated cabinet can do, and what of it the sensors cannot tell. A
 * real cabinet has none. Callable from any thread.
 */
public interface SimulatorPanel {

  /** The physical truth now. */
  View view();

  /**
   * Does something with one door.
   *
   * @param number of an existing compartment
   * @return false where it cannot be done, such as pulling a latched door
   */
  boolean hand(int number, Hand hand);

  /**
   * Switches a fault on or off.
   *
   * @param number of an existing compartment
   * @param kind one of {@link View#faultKinds}
   */
  void fault(int number, String kind, boolean on);

  /** Pulls the network cable or plugs it in. */
  void network(boolean connected);

  /** Calls the listener after each change; it must return quickly. */
  void listen(Runnable changed);

  /** What a hand can do to a door. */
  enum Hand {
    PULL,
    CLOSE,
    PUT,
    TAKE,
    /** Forces a latched door, as a thief would. */
    PRY
  }

  /**
   * @param latched whether the lock holds it
   * @param litMillis how much longer its light shows that it was unlocked; 0 = dark
   * @param label what lies inside, for the picture; null = nothing to tell
   */
  record Door(
      int number,
      boolean latched,
      boolean open,
      boolean occupied,
      long litMillis,
      @Nullable String label) {}

  /** A fault that is switched on. */
  record Fault(int number, String kind) {}

  /**
   * @param doors ascending
   * @param faultKinds every fault that can be switched on
   * @param network whether the cable is plugged in
   */
  record View(List<Door> doors, List<Fault> faults, List<String> faultKinds, boolean network) {}
}
