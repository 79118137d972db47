package cubby.gateway.app.port;

import java.time.Instant;
import java.util.List;

/** What holders of pickup links reported. */
public interface Problems {

  void add(ProblemRow problem);

  /** Newest first. */
  List<ProblemRow> newest(int limit);

  int countOf(String depositId);

  record ProblemRow(
      String id, Instant at, String depositId, String cabinet, int compartment, String text) {}
}
