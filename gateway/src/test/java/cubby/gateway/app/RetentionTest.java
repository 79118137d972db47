package cubby.gateway.app;

import static org.junit.jupiter.api.Assertions.assertEquals;

import cubby.gateway.adapter.store.SqliteStore;
import cubby.gateway.app.port.Messages.MessageRow;
import cubby.gateway.app.port.Messenger;
import cubby.gateway.app.port.Tx;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RetentionTest {
  private static final Instant START = Instant.parse("2026-11-23T08:00:00Z");
  private static final Instant LATER = START.plus(Duration.ofDays(31));

  @TempDir Path folder;

  @Test
  void whatServedItsPurposeIsForgottenAndTheRestStays() {
    try (SqliteStore store = SqliteStore.open(folder.resolve("cubby.db"))) {
      Desk.now(
          store.write(tx -> {
            for (int i = 0; i < 2_500; i++) {
              // A cabinet each: what one cabinet says in one group becomes one row.
              tx.eventLog().add("parcel-" + i, 1, 1, 1, START.plusMillis(i / 7), bytes());
            }
            tx.eventLog().add("parcel-0", 1, 2, 2, LATER, bytes());
            message(tx, "sent", START);
            tx.messages().sent("sent", START);
            message(tx, "waiting", START);
            message(tx, "fresh", LATER);
            tx.messages().sent("fresh", LATER);
            tx.webhookEvents().add("e1", "p", "deposit.stored", "d", "{}", START);
            tx.partners().spread(START, 10);
            tx.webhookEvents().add("e2", "p", "deposit.stored", "d", "{}", START);
            return true;
          }));
      Retention retention = new Retention(store, Retention.Kept.USUAL);

      int deleted = Desk.now(retention.deleteOld(LATER));
      assertEquals(2_502, deleted, "events, one message, one webhook");
      int again = Desk.now(retention.deleteOld(LATER));
      assertEquals(0, again);
      assertEquals(
          "waiting", Desk.now(store.read(tx -> tx.messages().due(LATER, 9).getFirst().id())));
      int stillToTell = Desk.now(store.write(tx -> tx.partners().spread(LATER, 10)));
      assertEquals(1, stillToTell);
    }
  }

  private static void message(Tx tx, String id, Instant at) {
    tx.messages()
        .add(new MessageRow(id, Messenger.Kind.REMINDER, "", "en", "phone", "text", 0, at, at));
  }

  private static byte[] bytes() {
    return new byte[] {1, 2, 3};
  }
}
