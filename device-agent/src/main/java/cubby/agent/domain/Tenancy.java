package cubby.agent.domain;

/** Who has a compartment: the life of one deposit in it. */
public sealed interface Tenancy {

  /** The deposit in it, empty where none. */
  default String depositId() {
    return "";
  }

  /** The right being used, empty where none. */
  default String rightId() {
    return "";
  }

  /** Nobody has it: the next deposit may be put in. */
  record Free() implements Tenancy {}

  /**
   * A deposit is being put in: its door is about to open, or open.
   *
   * @param aborting the rider gave up; the closing door ends the deposit
   */
  record Depositing(String depositId, String rightId, boolean aborting) implements Tenancy {}

  /** The door was closed over the item, which waits for somebody with a right to it. */
  record Stored(String depositId) implements Tenancy {}

  /** Somebody with the right to is taking the item out: the door is about to open, or open. */
  record Collecting(String depositId, String rightId, How how, Purpose purpose)
      implements Tenancy {}

  /**
   * The item was taken out; the same right may open again until the window ends.
   *
   * @param untilUptimeMillis end of the window; it does not end while the door is open
   * @param untilUtcMillis the same on the wall clock, 0 where that was not trusted
   */
  record Grace(
      String depositId, String rightId, How how, long untilUptimeMillis, long untilUtcMillis)
      implements Tenancy {}

  /** The deposit ended with something still inside: no right opens it, a manager sees to it. */
  record LeftBehind(String depositId) implements Tenancy {}
}
