package cubby.gateway.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cubby.gateway.app.port.Messenger;
import cubby.gateway.app.usecase.DepositUseCases.NewDeposit;
import cubby.gateway.app.usecase.DepositView;
import cubby.gateway.app.usecase.Outcome;
import cubby.gateway.app.usecase.PickupUseCases.PickupView;
import cubby.gateway.app.usecase.Refusal;
import cubby.wire.CodeHash;
import cubby.wire.v1.Action;
import cubby.wire.v1.Grant;
import cubby.wire.v1.How;
import cubby.wire.v1.Purpose;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DepositStoryTest {
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
  void aParcelGoesInAndTheRecipientTakesItOut() {
    DepositView begun = desk.begun("S");
    assertEquals("OPENING", begun.state());
    Action open = desk.cabinet.ordered(1);
    assertEquals(Purpose.PURPOSE_DEPOSIT, open.getOpen().getPurpose());
    assertEquals(2, open.getOpen().getCompartment(), "the low door 1 is kept for who needs it");
    assertEquals(desk.cabinet.uptimeMillis + 15_000, open.getDeadlineUptimeMillis());

    desk.cabinet.opensForDeposit();
    assertEquals("OPEN", desk.view(begun.id()).state());
    assertEquals("OPEN", desk.view(begun.id()).door());
    desk.cabinet.closesOver(begun.id());
    assertEquals("STORED", desk.view(begun.id()).state());

    String token = desk.tokenIn(Messenger.Kind.DEPOSIT_READY);
    desk.settle();
    assertNotNull(desk.view(begun.id()).messageSentAt());
    PickupView waiting = Desk.done(Desk.now(desk.core.pickups().view(token)));
    assertEquals("WAITING", waiting.state());
    theCabinetKnows(waiting.code());

    assertEquals("OPENING", Desk.done(Desk.now(desk.core.pickups().open(token, true))).state());
    Action pickup = desk.cabinet.ordered(2);
    assertEquals(Purpose.PURPOSE_PICKUP, pickup.getOpen().getPurpose());
    desk.cabinet.opensToTakeOut();
    assertEquals("OPEN", Desk.done(Desk.now(desk.core.pickups().view(token))).state());
    desk.cabinet.isCollected(begun.id(), pickup.getOpen().getRightId(), How.HOW_ONLINE);

    DepositView collected = desk.view(begun.id());
    assertEquals("COLLECTED", collected.state());
    assertEquals("COLLECTED", Desk.done(Desk.now(desk.core.pickups().view(token))).state());
    assertTrue(
        collected.history().stream()
            .map(DepositView.Entry::what)
            .toList()
            .containsAll(java.util.List.of("CONSENT_CONFIRMED", "STORED", "COLLECTED_ONLINE")));
    desk.tokenIn(Messenger.Kind.COLLECTED);
  }

  @Test
  void whoForgotSomethingOpensAgainUntilTheGraceEnds() {
    String deposit = desk.stored("S");
    String token = desk.tokenIn(Messenger.Kind.DEPOSIT_READY);
    Desk.done(Desk.now(desk.core.pickups().open(token, true)));
    Action pickup = desk.cabinet.ordered(2);
    desk.cabinet.opensToTakeOut();
    desk.cabinet.isCollected(deposit, pickup.getOpen().getRightId(), How.HOW_ONLINE);

    assertNotNull(Desk.done(Desk.now(desk.core.pickups().view(token))).reopenUntil());
    Desk.done(Desk.now(desk.core.pickups().open(token, true)));
    Action again = desk.cabinet.ordered(3);
    assertEquals(Purpose.PURPOSE_REOPEN, again.getOpen().getPurpose());
    assertEquals(pickup.getOpen().getRightId(), again.getOpen().getRightId());
    desk.cabinet.opensToTakeOut();
    desk.cabinet.isFreed(deposit);

    desk.pass(Duration.ofSeconds(121));
    assertEquals(
        Outcome.refused(Refusal.WRONG_STATE), Desk.now(desk.core.pickups().open(token, true)));
    Desk.until(() -> desk.cabinet.desired.getLast().getGrantsCount() == 0);
  }

  @Test
  void aJammedDoorIsGivenUpAndAnotherOpens() {
    String deposit = desk.begun("S").id();
    desk.cabinet.ordered(1);
    desk.cabinet.jams();

    Action second = desk.cabinet.ordered(2);
    assertEquals(1, second.getOpen().getCompartment());
    assertEquals(deposit, second.getOpen().getDepositId());
    desk.cabinet.jams();
    assertEquals(3, desk.cabinet.ordered(3).getOpen().getCompartment(), "a larger one will do");
    desk.cabinet.jams();

    DepositView failed = desk.view(deposit);
    assertEquals("FAILED", failed.state());
    assertEquals("NO_COMPARTMENT", failed.reason());
    assertEquals(3, desk.cabinet.actions.size(), "three doors are enough");
    Desk.until(() -> desk.cabinet.desired.getLast().getGrantsCount() == 0);
  }

  @Test
  void nothingIsQueuedForACabinetThatIsAway() {
    desk.cabinet.disconnects();

    assertEquals(Outcome.refused(Refusal.CABINET_OFFLINE), desk.begin(Desk.RIDER, "S"));
    desk.cabinet.connects();
    desk.settle();
    assertTrue(desk.cabinet.actions.isEmpty());
    assertTrue(Desk.now(desk.core.deposits().mine(Desk.RIDER, false)).isEmpty());
  }

  @Test
  void twoRidersNeverGetTheSameDoor() {
    assertEquals(2, desk.begun("S").compartment());
    assertEquals(1, desk.begun("S").compartment());
    assertEquals(Outcome.refused(Refusal.NO_FREE_COMPARTMENT), desk.begin(Desk.RIDER, "S"));
  }

  @Test
  void wrongRequestsAreRefusedOneByOne() {
    assertEquals(Refusal.CONSENT_MISSING, refusal("S", "13900000000", false));
    assertEquals(Refusal.INVALID_PHONE, refusal("S", "12", true));
    assertEquals(Refusal.INVALID_SIZE, refusal("XXL", "13900000000", true));
  }

  @Test
  void aCancelledDepositFreesItsDoor() {
    String deposit = desk.begun("M").id();
    desk.cabinet.opensForDeposit();
    Desk.done(Desk.now(desk.core.deposits().cancel(Desk.RIDER, deposit)));
    assertFalse(desk.view(deposit).canCancel(), "it is under way");
    desk.cabinet.ordered(2);
    desk.cabinet.aborts(deposit);

    assertEquals("CANCELLED", desk.view(deposit).state());
    assertEquals(3, desk.begun("M").compartment());
    assertTrue(desk.messages.isEmpty(), "nobody was told of an item");
  }

  @Test
  void aBiggerDoorOpensAndTheFirstIsFreed() {
    String small = desk.begun("S").id();
    desk.cabinet.opensForDeposit();
    DepositView big = Desk.done(Desk.now(desk.core.deposits().bigger(Desk.RIDER, small)));

    assertEquals(3, big.compartment());
    assertEquals(big.id(), desk.cabinet.ordered(2).getOpen().getDepositId());
    desk.cabinet.ordered(3);
    desk.cabinet.aborts(small);
    assertEquals("CANCELLED", desk.view(small).state());
    assertEquals("BIGGER", desk.view(small).reason());
    assertEquals("OPENING", desk.view(big.id()).state());
  }

  @Test
  void watchersHearOfEveryChangeAndOnlyOfTheirs() {
    String deposit = desk.begun("S").id();
    AtomicInteger heard = new AtomicInteger();
    AtomicInteger other = new AtomicInteger();
    var subscription = desk.core.live().watchDeposit(deposit, heard::incrementAndGet).orElseThrow();
    var unused = desk.core.live().watchDeposit("another", other::incrementAndGet);
    desk.cabinet.opensForDeposit();
    assertEquals(1, heard.get(), "one commit, one signal");
    subscription.close();
    desk.cabinet.closesOver(deposit);

    assertEquals(1, heard.get());
    assertEquals(0, other.get());
  }

  private Refusal refusal(String size, String phone, boolean consent) {
    Outcome<DepositView> outcome =
        Desk.now(
            desk.core
                .deposits()
                .begin(Desk.RIDER, new NewDeposit(Desk.CABINET, size, false, phone, consent)));
    return ((Outcome.Refused<DepositView>) outcome).refusal();
  }

  private void theCabinetKnows(String code) {
    Desk.until(() -> desk.cabinet.desired.getLast().getGrantsCount() == 1);
    Grant grant = desk.cabinet.desired.getLast().getGrants(0);
    byte[] hash = CodeHash.of(desk.cabinet.key, grant.getSalt().toByteArray(), code);
    assertTrue(Arrays.equals(hash, grant.getCodeHash().toByteArray()));
  }
}
