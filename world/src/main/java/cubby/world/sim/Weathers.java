package cubby.world.sim;

/** The weather that holds now: first the storm, then a calm. */
final class Weathers {
  private Weather now;

  Weathers(Weather first) {
    this.now = first;
  }

  Weather now() {
    return now;
  }

  void set(Weather next) {
    now = next;
  }

  void heal() {
    now = now.healed();
  }
}
