package cubby.world.sim;

import cubby.hardware.Timeline;
import cubby.hardware.sim.VirtualTimeline;
import java.util.function.Predicate;

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
  private final Predicate<String> doom;
  private boolean alive = true;
  private boolean told;

  /**
   * @param died called once where the process was killed from inside
   * @param doom says at which point of an effect the process ends
   */
  Life(VirtualTimeline world, Runnable died, Predicate<String> doom) {
    this.world = world;
    this.bornMillis = world.uptimeMillis() - LOADED_MILLIS;
    this.died = died;
    this.doom = doom;
  }

  boolean isAlive() {
    return alive;
  }

  /** Nothing of this process happens any more. */
  void end() {
    alive = false;
    told = true;
  }

  /**
   * The process is about to do what the outside sees, or has just done it: it may end here. Stages
   * of the library swallow what is thrown, so one that ended is stopped again at its next effect.
   */
  void point(String point) {
    if (alive && doom.test(point)) {
      alive = false;
    }
    if (!alive) {
      throw new Killed(point);
    }
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
      alive = false;
    }
    if (!alive && !told) {
      told = true;
      died.run();
    }
  }
}
