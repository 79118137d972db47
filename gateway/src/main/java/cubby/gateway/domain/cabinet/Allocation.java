package cubby.gateway.domain.cabinet;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;
import java.util.Set;

/** Chooses the compartment of a new deposit. */
public final class Allocation {
  private Allocation() {}

  /**
   * What is wanted.
   *
   * @param orLarger whether a larger compartment will do where none of the size is free
   * @param low whether the handle must be within reach of a wheelchair
   * @param exclude compartments that are promised to somebody or were tried in vain
   */
  public record Wish(Size size, boolean orLarger, boolean low, Set<Integer> exclude) {}

  /**
   * The smallest that fits; low ones are kept for those who ask for them where another will do; the
   * lowest number of these, so that a person can guess where the next door opens.
   */
  public static Optional<Compartment> choose(Collection<Compartment> all, Wish wish) {
    return all.stream()
        .filter(Compartment::takesNewDeposit)
        .filter(c -> !wish.exclude().contains(c.number()))
        .filter(c -> fits(c.description().size(), wish))
        .filter(c -> c.description().low() || !wish.low())
        .min(
            Comparator.<Compartment, Size>comparing(c -> c.description().size())
                .thenComparing(c -> c.description().low())
                .thenComparing(Compartment::number));
  }

  private static boolean fits(Size size, Wish wish) {
    return wish.orLarger() ? size.compareTo(wish.size()) >= 0 : size == wish.size();
  }
}
