package cubby.gateway.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cubby.gateway.adapter.store.SqliteRows;
import cubby.gateway.app.usecase.Actor;
import cubby.gateway.app.usecase.DepositView;
import cubby.gateway.app.usecase.Outcome;
import cubby.gateway.app.usecase.PartnerUseCases.ReservationView;
import cubby.gateway.app.usecase.PartnerUseCases.Reserve;
import cubby.gateway.app.usecase.Refusal;
import cubby.wire.v1.How;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PartnerStoryTest {
  @TempDir Path folder;
  private Desk desk;

  @BeforeEach
  void aCabinetIsConnected() {
    desk = new Desk(folder);
    desk.cabinet.connects();
  }

  @AfterEach
  void close() {
    desk.close();
  }

  @Test
  void aReservedDoorIsKeptForThePartnerAndOpensOnCall() {
    ReservationView held = reserve("order-1");
    assertEquals(held, reserve("order-1"), "the same name, the same answer");
    assertEquals(1, desk.begun("S").compartment(), "door 2 is promised");

    DepositView deposit =
        Desk.done(Desk.now(desk.core.partners().deposit(Desk.PARTNER, held.id())));
    assertEquals(held.compartment(), deposit.compartment());
    assertEquals(
        deposit.id(),
        Desk.done(Desk.now(desk.core.partners().deposit(Desk.PARTNER, held.id()))).id());
    desk.cabinet.ordered(2);
    desk.cabinet.opensForDeposit();
    desk.cabinet.closesOver(deposit.id());
    desk.cabinet.isCollected(deposit.id(), "", How.HOW_CODE_AT_SCREEN);

    assertEquals(
        List.of("deposit.stored", "deposit.collected"),
        SqliteRows.strings(
            folder.resolve("cubby.db"),
            "SELECT type FROM webhook_events WHERE partner_id = 'fast-meals' ORDER BY rowid"));
    assertTrue(
        SqliteRows.strings(folder.resolve("cubby.db"), "SELECT json FROM webhook_events")
            .getFirst()
            .contains("\"externalId\":\"order-1\""));
  }

  @Test
  void aReservationEndsAfterAQuarterOfAnHour() {
    ReservationView held = reserve("order-1");
    desk.pass(Duration.ofMinutes(15));

    assertEquals(
        Outcome.refused(Refusal.WRONG_STATE),
        Desk.now(desk.core.partners().deposit(Desk.PARTNER, held.id())));
    assertEquals(held.compartment(), desk.begun("S").compartment());
  }

  @Test
  void anotherPartnerSeesNothing() {
    ReservationView held = reserve("order-1");
    Actor.Partner other = new Actor.Partner("other");
    assertEquals(
        Outcome.refused(Refusal.NOT_FOUND),
        Desk.now(desk.core.partners().deposit(other, held.id())));
    DepositView deposit =
        Desk.done(Desk.now(desk.core.partners().deposit(Desk.PARTNER, held.id())));
    assertEquals(
        Outcome.refused(Refusal.NOT_FOUND),
        Desk.now(desk.core.partners().view(other, deposit.id())));
  }

  @Test
  void textOfOthersIsQuotedInJson() {
    assertEquals("\"a\\\"b\\\\c\\u000a\\ud83d\\ude00\"", Webhooks.quoted("a\"b\\c\n\ud83d\ude00"));
  }

  private ReservationView reserve(String externalId) {
    return Desk.done(
        Desk.now(
            desk.core
                .partners()
                .reserve(
                    Desk.PARTNER,
                    new Reserve(Desk.CABINET, "S", false, externalId, "13900000000", true))));
  }
}
