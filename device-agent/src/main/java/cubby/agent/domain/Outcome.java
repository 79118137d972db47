package cubby.agent.domain;

/** The one final result of an action. */
public sealed interface Outcome {

  /** It happened. */
  record Done() implements Outcome {}

  /** It was not tried. */
  record Refused(Refusal reason) implements Outcome {}

  /** It came after its deadline and was not tried. */
  record Expired() implements Outcome {}

  /** It was tried and did not happen. */
  record Failed(Fault fault) implements Outcome {}

  /** Power or process was lost between the decision and its end. */
  record Unknown() implements Outcome {}
}
