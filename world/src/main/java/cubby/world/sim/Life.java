package cubby.world.sim;

import cubby.hardware.Timeline;
import cubby.hardware.sim.VirtualTimeline;

/** One process from its start to its death: its own uptime, and tasks that die with it. */
final class Life implements Timeline {
  /** A process has been loading for a moment before it acts. */
  private static final long LOADED_MILLIS = 500;

  /** Thrown from inside an effect: from here on the process does nothing. */
  static final class Killed extends Error {
    private static final long serialVersionUID = 1L;

    Killed(String point) {
      super(point, null, false, false);
    }
  }

  private final VirtualTimeline world;
  private final long bornMillis;
  private final Runnable died;
  private boolean alive = true;

  /**
   * @param died called once where the process was killed from inside
   */
  Life(VirtualTimeline world, Runnable died) {
    this.world = world;
    this.bornMillis = world.uptimeMillis() - LOADED_MILLIS;
    this.died = died;
  }

  boolean isAlive() {
    return alive;
  }

  /** Nothing of this process happens any more. */
  void end() {
    alive = false;
  }

  @Override
  public long uptimeMillis() {
    return world.uptimeMillis() - bornMillis;
  }

  @Override
  public void after(long delayMillis, Runnable task) {
    world.after(delayMillis, () -> run(task));
  }

  /** Lets the process do something now, if it lives. */
  void run(Runnable task) {
    if (!alive) {
      return;
    }
    try {
      task.run();
    } catch (Killed e) {
      if (alive) {
        alive = false;
        died.run();
      }
    }
  }
}
