package cubby.gateway.app.port;

/** Counts what an operator wants to see. Any thread, never blocks. */
public interface Counts {

  void count(Count what);

  /** Everything that is counted. */
  enum Count {
    EVENTS_APPLIED("Events of cabinets applied"),
    EVENTS_DUPLICATE("Event batches that were applied before"),
    EVENTS_GAP("Event batches refused because earlier events are missing"),
    EVENTS_MALFORMED("Event batches refused because they cannot be read"),
    EVENTS_IMPOSSIBLE("Events kept but without meaning to this gateway"),
    EVENTS_NOT_APPLIED("Event batches of which some event could not be applied"),
    EVENTS_SET_ASIDE("Events kept as they came because applying them failed"),
    STREAMS_RESTARTED("Cabinets that lost their journal or went on from an older copy of it"),
    STREAM_GAPS("Times that events confirmed earlier are missing in the gateway's own data"),
    HELLOS("Hellos accepted"),
    HELLOS_REFUSED("Hellos that cannot be right"),
    TELEMETRY("Telemetry messages"),
    TELEMETRY_REFUSED("Telemetry messages that cannot be read"),
    UPLINKS_UNKNOWN("Messages of cabinets that are not enrolled or on no uplink"),
    UPLINKS_OVERLOADED("Messages of cabinets dropped because the writer is behind"),
    UPLINKS_LOST("Messages of cabinets that the store could not keep"),
    CODES_REFUSED("Reports of wrong codes at a cabinet's screen"),
    ACTIONS_SENT("Actions sent, repeats included"),
    ACTIONS_NOT_SENT("Actions that the link did not take"),
    ACTIONS_DONE("Actions done"),
    ACTIONS_NOT_DONE("Actions refused, expired, failed or of unknown outcome"),
    ACTIONS_OVERTAKEN("Actions given again because a younger one came before them"),
    DESIRED_SENT("Desired states sent, repeats included"),
    DESIRED_NOT_SENT("Desired states that the link did not take"),
    DESIRED_TOO_LARGE("Desired states too large for the wire"),
    DEPOSITS_BEGUN("Deposits begun"),
    DEPOSITS_STORED("Deposits stored"),
    DEPOSITS_COLLECTED("Deposits collected"),
    DEPOSITS_FAILED("Deposits failed"),
    DEPOSITS_OVERDUE("Deposits that became overdue"),
    MESSAGES_SENT("Messages sent"),
    MESSAGES_RETRIED("Attempts to send a message that failed"),
    MESSAGES_GIVEN_UP("Messages given up");

    private final String description;

    Count(String description) {
      this.description = description;
    }

    /** One sentence for the metric's help text. */
    public String description() {
      return description;
    }
  }
}
