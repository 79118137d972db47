package cubby.agent.app.link;

import java.util.ArrayList;
import java.util.List;

/**
 * What of the numbered event stream is under way on one connection. Immutable and pure; times are
 * milliseconds of uptime.
 *
 * @param confirmedThrough the gateway has every event up to here
 * @param sentThrough every event up to here was handed to the pipe; never less than {@code
 *     confirmedThrough}
 * @param batchEnds last sequences of the batches sent and not confirmed, ascending, at most {@link
 *     #MAX_BATCHES}
 * @param progressAtMillis when something was last sent into an idle window or confirmed
 */
record UplinkWindow(
    long confirmedThrough, long sentThrough, List<Long> batchEnds, long progressAtMillis) {

  /** Batches sent and not yet confirmed; bounds what both ends must hold. */
  static final int MAX_BATCHES = 8;

  /** After so long without a confirmation everything unconfirmed is sent again. */
  static final long RESEND_AFTER_MILLIS = 10_000;

  UplinkWindow {
    if (sentThrough < confirmedThrough || batchEnds.size() > MAX_BATCHES) {
      throw new IllegalArgumentException(
          "window " + confirmedThrough + ".." + sentThrough + ", batches " + batchEnds.size());
    }
    batchEnds = List.copyOf(batchEnds);
  }

  /** The window of a new connection: whatever an older one had under way counts as lost. */
  static UplinkWindow open(long confirmedThrough, long nowMillis) {
    return new UplinkWindow(confirmedThrough, confirmedThrough, List.of(), nowMillis);
  }

  boolean hasRoom() {
    return batchEnds.size() < MAX_BATCHES;
  }

  /** One more batch is under way; its events follow {@link #sentThrough} without a gap. */
  UplinkWindow sent(long lastSequence, long nowMillis) {
    List<Long> ends = new ArrayList<>(batchEnds);
    ends.add(lastSequence);
    // Waiting starts with the first batch of an idle window; later ones do not push it back.
    long progress = batchEnds.isEmpty() ? nowMillis : progressAtMillis;
    return new UplinkWindow(confirmedThrough, lastSequence, ends, progress);
  }

  /** The gateway has every event up to {@code through}; an old or repeated word changes nothing. */
  UplinkWindow confirmed(long through, long nowMillis) {
    if (through <= confirmedThrough) {
      return this;
    }
    List<Long> open = batchEnds.stream().filter(end -> end > through).toList();
    return new UplinkWindow(through, Math.max(through, sentThrough), open, nowMillis);
  }

  /** Whether the gateway has been silent for too long about events that it was sent. */
  boolean isOverdue(long nowMillis) {
    return !batchEnds.isEmpty() && nowMillis - progressAtMillis >= RESEND_AFTER_MILLIS;
  }
}
