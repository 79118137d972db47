package cubby.agent.domain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cubby.agent.domain.Effect.Reply;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PickupStoryTest {
  private final Story story = new Story();

  @BeforeEach
  void anItemLiesInDoorOne() {
    story.stored(1);
  }

  private void collectWithAnnsCode() {
    story.type(Story.ANN);
    story.opens(1);
    story.closes(1, Occupancy.EMPTY);
  }

  @Test
  void theCodeOpensAndTheItemIsCollected() {
    story.type(Story.ANN);
    story.answers(Reply.OPENING);
    assertEquals(1, story.answer().compartment());
    assertEquals(1, story.pulses(1));
    story.told(1, new Fact.CodeAccepted(), new Fact.DoorUnlocking(Purpose.PICKUP, 1, ""));
    story.opens(1);
    story.closes(1, Occupancy.EMPTY);
    story.told(1, new Fact.DepositCollected(How.CODE_AT_SCREEN));
    assertInstanceOf(Tenancy.Grace.class, story.tenancy(1));
  }

  @Test
  void anItemThatIsStillSeenWasNotTaken() {
    story.type(Story.ANN);
    story.opens(1);
    story.closes(1, Occupancy.OCCUPIED);
    story.told(1, new Fact.PickupNotTaken());
    assertEquals(new Tenancy.Stored("d1"), story.tenancy(1));
    story.type(Story.BOB);
    story.answers(Reply.OPENING);
  }

  @Test
  void afterCollectionNoOtherCodeOpensIt() {
    collectWithAnnsCode();
    story.type(Story.BOB);
    story.answers(Reply.REFUSED);
    assertEquals(1, story.pulses(1));
    story.pass(121_000);
    story.told(1, new Fact.CompartmentFreed());
    story.type(Story.ANN);
    story.answers(Reply.REFUSED);
    story.type(Story.BOB);
    story.answers(Reply.REFUSED);
    assertEquals(1, story.pulses(1));
  }

  @Test
  void theSameCodeOpensAgainWithinTheGraceWindowWhichIsNotExtended() {
    collectWithAnnsCode();
    Tenancy grace = story.tenancy(1);
    story.pass(100_000);
    story.type(Story.ANN);
    story.answers(Reply.OPENING);
    story.told(1, new Fact.DoorUnlocking(Purpose.REOPEN, 1, ""));
    story.opens(1);
    story.pass(60_000);
    assertEquals(grace, story.tenancy(1), "the window does not end while the door is open");
    story.closes(1, Occupancy.EMPTY);
    assertInstanceOf(Tenancy.Free.class, story.tenancy(1));
    story.told(1, new Fact.CompartmentFreed());
  }

  @Test
  void forgottenThingsAreReachedWithoutTheCode() {
    collectWithAnnsCode();
    story.in(new Input.ForgotPressed());
    story.answers(Reply.OPENING);
    story.opens(1);
    story.closes(1, Occupancy.EMPTY);
    story.pass(121_000);
    story.in(new Input.ForgotPressed());
    story.answers(Reply.REFUSED);
    assertEquals(2, story.pulses(1));
  }

  @Test
  void whoseRightWasRevokedSinceIsNotLetInAgain() {
    collectWithAnnsCode();
    story.grants(Story.grant("bob1", "d1", 1, Story.BOB, 0));
    story.in(new Input.ForgotPressed());
    story.answers(Reply.REFUSED);
    assertEquals(1, story.pulses(1));
  }

  @Test
  void whatWasCollectedOnlineIsNotReopenedAtTheScreen() {
    story.open(1, Purpose.PICKUP, "d1", "ann1");
    story.opens(1);
    story.closes(1, Occupancy.EMPTY);
    story.told(1, new Fact.DepositCollected(How.ONLINE));
    story.in(new Input.ForgotPressed());
    story.answers(Reply.REFUSED);
    story.refused(story.open(1, Purpose.REOPEN, "d1", "bob1"), Refusal.NOT_YOURS);
    story.open(1, Purpose.REOPEN, "d1", "ann1");
    assertEquals(2, story.pulses(1));
  }

  @Test
  void somethingSeenWhenTheWindowEndsKeepsTheDoorFromOthers() {
    collectWithAnnsCode();
    story.type(Story.ANN);
    story.opens(1);
    story.closes(1, Occupancy.OCCUPIED);
    story.pass(121_000);
    story.told(
        1,
        new Fact.FaultRaised(Fault.ITEM_LEFT_BEHIND),
        new Fact.Quarantined(Fault.ITEM_LEFT_BEHIND));
    story.notTold(1, Fact.CompartmentFreed.class);
    story.type(Story.ANN);
    story.answers(Reply.REFUSED);
    story.refused(story.open(1, Purpose.DEPOSIT, "d9", "rider"), Refusal.QUARANTINED);
  }

  @Test
  void theRiderTakesItBack() {
    story.open(1, Purpose.TAKE_BACK, "d1", "rider");
    story.opens(1);
    story.closes(1, Occupancy.EMPTY);
    story.told(1, new Fact.DepositTakenBack(), new Fact.CompartmentFreed());
    assertInstanceOf(Tenancy.Free.class, story.tenancy(1));
  }

  @Test
  void whatTheRiderLeftInsideStaysStored() {
    story.open(1, Purpose.TAKE_BACK, "d1", "rider");
    story.opens(1);
    story.closes(1, Occupancy.OCCUPIED);
    story.told(1, new Fact.PickupNotTaken());
    assertEquals(new Tenancy.Stored("d1"), story.tenancy(1));
  }

  @Test
  void aDoorThatDoesNotOpenSpendsNoRightAndMayBeTriedAgain() {
    story.type(Story.ANN);
    story.pass(5_000);
    // The last word is of a stored item: the gateway has nobody else to learn it from.
    story.told(1, new Fact.OpenNotDetected(2), new Fact.PickupNotTaken());
    assertEquals(new Tenancy.Stored("d1"), story.tenancy(1));
    assertTrue(story.at(1).quarantined());
    story.type(Story.ANN);
    story.answers(Reply.OPENING);
    assertEquals(3, story.pulses(1));
  }

  @Test
  void onlyTheDepositThatIsInsideIsPickedUp() {
    story.refused(story.open(1, Purpose.PICKUP, "other", "x"), Refusal.NO_SUCH_DEPOSIT);
    story.refused(story.open(2, Purpose.PICKUP, "d1", "x"), Refusal.NO_SUCH_DEPOSIT);
    story.refused(story.open(1, Purpose.REOPEN, "d1", "ann1"), Refusal.WRONG_STATE);
    story.refused(story.open(1, Purpose.SERVICE, "", ""), Refusal.WRONG_STATE);
    assertEquals(0, story.pulses(1));
  }

  @Test
  void theSameCodeTwiceInAHurryPulsesOnce() {
    story.type(Story.ANN);
    story.type(Story.ANN);
    story.answers(Reply.OPENING);
    story.refused(story.open(1, Purpose.PICKUP, "d1", "ann1"), Refusal.BUSY);
    assertEquals(1, story.pulses(1));
    assertEquals(CodeBucket.CAPACITY, story.state.codes().left());
  }

  @Test
  void aSensorThatStillSeesSomethingIsDoubtedUntilItSeesNothing() {
    story.stored(1);
    story.open(1, Purpose.PICKUP, "d1", "ann1");
    story.opens(1);
    story.closes(1, Occupancy.OCCUPIED);
    story.told(1, new Fact.PickupNotTaken(), new Fact.FaultRaised(Fault.OCCUPANCY_DOUBTFUL));
    assertEquals(new Tenancy.Stored("d1"), story.tenancy(1));
    story.open(1, Purpose.PICKUP, "d1", "ann1");
    story.opens(1);
    story.closes(1, Occupancy.EMPTY);
    story.told(
        1, new Fact.FaultCleared(Fault.OCCUPANCY_DOUBTFUL), new Fact.DepositCollected(How.ONLINE));
  }

  @Test
  void aManagerDeclaresADepositCollectedAndTheStuckSensorTakesNoOther() {
    story.stored(1);
    story.refused(story.send(new Action.Release(1, "other")), Refusal.NO_SUCH_DEPOSIT);
    story.ended(story.send(new Action.Release(1, "d1")), new Outcome.Done());
    story.told(1, new Fact.DepositCollected(How.DECLARED), new Fact.CompartmentFreed());
    assertTrue(story.tenancy(1) instanceof Tenancy.Free, "free of the deposit");
    assertEquals("OCCUPANCY_DOUBTFUL", story.at(1).quarantineReason());
    story.type(Story.ANN);
    story.answers(Effect.Reply.REFUSED);
    story.send(new Action.Release(1, ""));
    assertTrue(!story.at(1).quarantined(), "released");
    story.refused(story.open(1, Purpose.DEPOSIT, "d9", "r"), Refusal.OCCUPIED);
  }

  @Test
  void nobodyDeclaresADepositCollectedWhileItsDoorIsInUse() {
    story.stored(1);
    story.open(1, Purpose.PICKUP, "d1", "ann1");
    story.refused(story.send(new Action.Release(1, "d1")), Refusal.BUSY);
  }
}
