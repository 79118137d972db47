package cubby.agent.domain;

import java.util.List;

/** What one input leads to. */
public record Step<S>(S next, List<Effect> effects) {}
