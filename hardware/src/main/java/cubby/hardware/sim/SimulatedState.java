package cubby.hardware.sim;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The whole plant at one moment, as somebody who stands in front of it would see it. Truth, not
 * what sensors say.
 *
 * @param doors ascending by number
 */
public record SimulatedState(List<DoorState> doors) {

  /** How far a door is open. */
  public enum Position {
    CLOSED,
    /** The spring has popped it open a crack. */
    AJAR,
    /** Somebody has swung it open. */
    WIDE
  }

  /**
   * @param latched the latch holds the door; an open door is never latched
   * @param occupied something lies inside
   * @param label what lies inside; null where nothing does
   * @param litMillis for how long the door's lamp stays on, 0 where it is dark; it goes on with the
   *     coil
   * @param faults switched on at present
   * @param wiredTo whose coil a pulse for this door energises, itself unless wired wrongly
   */
  public record DoorState(
      int number,
      boolean latched,
      Position position,
      boolean occupied,
      @Nullable String label,
      long litMillis,
      Set<SimulatedFault> faults,
      int wiredTo) {

    /** Open at all. */
    public boolean open() {
      return position != Position.CLOSED;
    }
  }

  /**
   * @throws IllegalArgumentException where there is no such door
   */
  public DoorState door(int number) {
    return doors.stream()
        .filter(door -> door.number() == number)
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no door " + number));
  }
}
