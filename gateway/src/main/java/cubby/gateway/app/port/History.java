package cubby.gateway.app.port;

import java.time.Instant;
import java.util.List;

/** What happened to each deposit: when, what, which door, by whom. */
public interface History {

  void add(String depositId, Line line);

  /** In the order of adding. */
  List<Line> of(String depositId);

  /**
   * @param what a closed set of words, e.g. {@code STORED}
   * @param by label of an actor, {@code cabinet} or {@code gateway}
   */
  record Line(Instant at, String what, int compartment, String by) {}
}
