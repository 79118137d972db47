package cubby.agent.domain;

import java.util.List;
import java.util.stream.IntStream;

/**
 * The desired state the cabinet works by: a larger version replaces it whole.
 *
 * @param version 0 where none has come yet
 * @param grants at most {@link #MAX_GRANTS}
 * @param doubted compartments whose content the gateway knows better; done once, not kept
 */
public record Desired(long version, Settings settings, List<Grant> grants, List<Integer> doubted) {

  /** Four live rights for each of 128 doors; a code check stays well under a millisecond. */
  public static final int MAX_GRANTS = 512;

  /** Before the gateway has ever said anything. */
  public static final Desired NONE = new Desired(0, Settings.DEFAULT, List.of());

  public Desired {
    grants = List.copyOf(grants);
    doubted = List.copyOf(doubted);
  }

  /** One that doubts nothing. */
  public Desired(long version, Settings settings, List<Grant> grants) {
    this(version, settings, grants, List.of());
  }

  /** Whether that right is among the grants. */
  boolean holds(String grantId) {
    return grants.stream().anyMatch(grant -> grant.id().equals(grantId));
  }

  /** Whether the other is the same document. */
  boolean says(Desired other) {
    return version == other.version
        && settings.equals(other.settings)
        && grants.size() == other.grants.size()
        && IntStream.range(0, grants.size()).allMatch(i -> grants.get(i).says(other.grants.get(i)));
  }

  boolean withinBounds() {
    return grants.size() <= MAX_GRANTS && grants.stream().allMatch(Grant::wellFormed);
  }
}
