package cubby.gateway.adapter.api;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** What only a demo shows. Callable from any thread. */
public interface DemoDesk {

  /** The last messages, newest first. */
  List<DemoMessage> messages();

  /** The cabinets with their pages, and a way in for the manager. */
  CompletionStage<DemoView> view();

  /** A message as its receiver would read it; demo phones are not masked. */
  record DemoMessage(Instant at, String phone, String text) {}

  record DemoView(List<DemoCabinet> cabinets, String managerLink) {}

  /**
   * @param riderPage what the cabinet's QR code leads to
   * @param screen the address of the simulated cabinet's own screen; empty where unknown
   */
  record DemoCabinet(String id, String name, String kind, String riderPage, String screen) {}
}
