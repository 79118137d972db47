package cubby.agent.domain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cubby.agent.domain.Effect.Reply;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CodeStoryTest {
  private final Story story = new Story();

  @BeforeEach
  void anItemLiesInDoorOne() {
    story.stored(1);
  }

  private void fiveWrongCodes() {
    for (int i = 0; i < 5; i++) {
      story.type(Story.WRONG);
      story.answers(Reply.REFUSED);
    }
  }

  @Test
  void afterFiveWrongCodesEvenTheRightOneIsNotLookedAt() {
    fiveWrongCodes();
    story.told(0, new Fact.CodesRefused(1, 0), new Fact.CodesRefused(1, 180_000));
    story.type(Story.ANN);
    story.answers(Reply.WAIT);
    assertEquals(180_000, story.answer().retryAfterMillis());
    assertEquals(0, story.pulses(1));
    story.pass(180_000);
    story.type(Story.ANN);
    story.answers(Reply.OPENING);
  }

  @Test
  void oneMoreGuessComesBackEveryThreeMinutes() {
    fiveWrongCodes();
    story.pass(180_000);
    story.type(Story.WRONG);
    story.answers(Reply.REFUSED);
    story.type(Story.ANN);
    story.answers(Reply.WAIT);
    story.pass(3_600_000);
    fiveWrongCodes();
    story.type(Story.WRONG);
    story.answers(Reply.WAIT);
  }

  @Test
  void aRestartGivesNoGuessBack() {
    fiveWrongCodes();
    story.restart();
    story.type(Story.ANN);
    story.answers(Reply.WAIT);
    assertEquals(180_000, story.answer().retryAfterMillis());
  }

  @Test
  void everyRefusalLooksTheSame() {
    story.grants(
        Story.grant("ann1", "d1", 1, Story.ANN, 1),
        Story.grant("early", "d2", 2, Story.BOB, 0),
        Story.grant("nowhere", "d9", 9, "33334444", 0));
    for (String code : List.of(Story.ANN, Story.BOB, "33334444", "1234", "4829137x")) {
      story.pass(180_000);
      story.type(code);
      assertEquals(new Effect.Answer(Reply.REFUSED, 0, 0), story.answer());
    }
    assertEquals(0, story.pulses(1));
  }

  @Test
  void anExpiredCodeWorksWhileTheClockIsNotTrusted() {
    story.grants(Story.grant("ann1", "d1", 1, Story.ANN, story.utc - 1));
    story.type(Story.ANN);
    story.answers(Reply.REFUSED);
    story.utc = 0;
    story.type(Story.ANN);
    story.answers(Reply.OPENING);
  }

  @Test
  void aRevokedGrantOpensNothing() {
    story.grants(Story.grant("bob1", "d1", 1, Story.BOB, 0));
    story.type(Story.ANN);
    story.answers(Reply.REFUSED);
  }

  @Test
  void twoDepositsWithTheSameCodeOpenTheOneThatWaits() {
    story.grants(
        Story.grant("gone", "d0", 2, Story.ANN, 0), Story.grant("ann1", "d1", 1, Story.ANN, 0));
    story.type(Story.ANN);
    assertEquals(new Effect.Answer(Reply.OPENING, 1, 0), story.answer());
  }

  @Test
  void anOlderOrOversizedDesiredStateIsIgnored() {
    long version = story.state.desired().version();
    story.in(new Input.DesiredArrived(new Desired(version, Settings.DEFAULT, List.of())));
    Grant grant = Story.grant("g", "d", 1, Story.BOB, 0);
    story.in(
        new Input.DesiredArrived(
            new Desired(version + 1, Settings.DEFAULT, Collections.nCopies(513, grant))));
    assertEquals(version, story.state.desired().version());
    assertTrue(story.effects.contains(new Effect.Ignored(Effect.Reason.DESIRED_OUT_OF_BOUNDS)));
    story.in(
        new Input.DesiredArrived(
            new Desired(version + 2, Settings.DEFAULT, Collections.nCopies(512, grant))));
    assertEquals(version + 2, story.state.desired().version());
    story.told(0, new Fact.DesiredApplied(version + 2));
  }

  @Test
  void nothingThatIsLoggedShowsTheCode() {
    story.type(Story.ANN);
    assertFalse(new Input.CodeTyped(Story.ANN).toString().contains(Story.ANN));
    assertFalse(story.effects.toString().contains(Story.ANN));
    assertFalse(story.state.desired().toString().contains(Story.ANN));
  }
}
