package cubby.agent.domain;

import java.util.EnumSet;
import java.util.Set;

/**
 * One compartment, as the cabinet knows it.
 *
 * @param quarantineReason why it takes no new deposit, empty where it does
 * @param faults raised and not cleared
 */
public record Compartment(
    Plan plan,
    Tenancy tenancy,
    Motion motion,
    String quarantineReason,
    Set<Fault> faults,
    Senses senses,
    Warmth warmth) {

  /** A compartment of a cabinet that was never used. */
  public static Compartment fresh(Plan plan, long uptimeMillis) {
    return new Compartment(
        plan,
        new Tenancy.Free(),
        new Motion.Unseen(null),
        "",
        Set.of(),
        Senses.none(uptimeMillis),
        Warmth.UNKNOWN);
  }

  public int number() {
    return plan.number();
  }

  public boolean quarantined() {
    return !quarantineReason.isEmpty();
  }

  /** Whether somebody has it to himself now: its door is about to open, or was opened for him. */
  boolean doorInUse() {
    return motion instanceof Motion.Unlocking
        || (motion instanceof Motion.Open open && open.cause() == Motion.Cause.COMMANDED);
  }

  /**
   * As {@link CabinetState#onlyReadLaterThan}. Never of a heated one: its temperature grows old by
   * itself, and who shows it must look.
   */
  @SuppressWarnings("ReferenceEquality") // most are the very same object
  boolean onlyReadLaterThan(Compartment earlier) {
    if (this == earlier) {
      return true;
    }
    return !plan.heated() && senses.sameReading(earlier.senses) && equals(earlier.with(senses));
  }

  Compartment with(Tenancy next) {
    return new Compartment(plan, next, motion, quarantineReason, faults, senses, warmth);
  }

  Compartment with(Motion next) {
    return new Compartment(plan, tenancy, next, quarantineReason, faults, senses, warmth);
  }

  Compartment with(Senses next) {
    return new Compartment(plan, tenancy, motion, quarantineReason, faults, next, warmth);
  }

  Compartment with(Warmth next) {
    return new Compartment(plan, tenancy, motion, quarantineReason, faults, senses, next);
  }

  Compartment quarantined(String reason) {
    return new Compartment(plan, tenancy, motion, reason, faults, senses, warmth);
  }

  Compartment with(Fault fault, boolean raised) {
    return new Compartment(
        plan, tenancy, motion, quarantineReason, toggled(faults, fault, raised), senses, warmth);
  }

  static Set<Fault> toggled(Set<Fault> faults, Fault fault, boolean raised) {
    EnumSet<Fault> next = EnumSet.noneOf(Fault.class);
    next.addAll(faults);
    if (raised) {
      next.add(fault);
    } else {
      next.remove(fault);
    }
    return Set.copyOf(next);
  }
}
