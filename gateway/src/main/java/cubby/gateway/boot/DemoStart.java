package cubby.gateway.boot;

import cubby.gateway.adapter.api.DemoDesk;
import cubby.gateway.adapter.notify.DemoInbox;
import cubby.gateway.app.port.Messenger;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/** What the demo's start page shows. Each look gives a new link, since one works only once. */
record DemoStart(
    GatewaySettings settings,
    URI publicUrl,
    Messenger messenger,
    Supplier<CompletionStage<String>> newLink)
    implements DemoDesk {

  @Override
  public List<DemoMessage> messages() {
    if (!(messenger instanceof DemoInbox inbox)) {
      return List.of();
    }
    return inbox.messages().stream()
        .map(m -> new DemoMessage(m.at(), m.message().phone(), m.message().text()))
        .toList();
  }

  @Override
  public CompletionStage<DemoView> view() {
    List<DemoCabinet> cabinets =
        settings.cabinets().stream()
            .map(c ->
                new DemoCabinet(
                    c.id(), c.name(), c.kind().name(), publicUrl + "/c/" + c.id(), c.screen()))
            .toList();
    return newLink.get().thenApply(link -> new DemoView(cabinets, link));
  }
}
