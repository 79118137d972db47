package cubby.world.sim;

import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;

/**
 * One thing that people do with a cabinet, from its first request to its end, for a world in which
 * nothing goes wrong but deaths.
 *
 * @param name in words, as in the table of the docs
 * @param before brings the world to where the flow begins
 * @param play the flow itself
 */
record Flow(String name, Act before, Act play) {
  private static final long MAX_GOAL_MILLIS = 15 * 60_000;
  private static final long OVERDUE_MILLIS = 10 * 60_000;

  /** Goals of hands, one after the other. */
  interface Act extends BiConsumer<Scene, Hands> {}

  private static final Act NOTHING = (scene, hands) -> {};
  private static final Act STORED = (scene, hands) -> reach(scene, hands, hands::store);
  private static final Act OPEN = (scene, hands) -> reach(scene, hands, hands::beginUntilOpen);
  private static final Act COLLECTED =
      (scene, hands) -> {
        STORED.accept(scene, hands);
        reach(scene, hands, hands::collectByCode);
      };

  /** Every flow that exists. */
  static List<Flow> all() {
    return List.of(
        new Flow("deposit", NOTHING, STORED),
        new Flow("does not fit", NOTHING, goal(Hands::storeInBigger)),
        new Flow("cancel", NOTHING, goal(Hands::cancel)),
        new Flow("pickup by code", STORED, goal(Hands::collectByCode)),
        new Flow("pickup by page", STORED, goal(Hands::collectByPage)),
        new Flow("not taken", STORED, goal(Hands::look)),
        new Flow("re-open by code", COLLECTED, goal(Hands::openAgain)),
        new Flow("re-open by page", COLLECTED, goal(Hands::openAgainByPage)),
        new Flow("forgot something", COLLECTED, goal(Hands::sayForgotten)),
        new Flow("delegate", STORED, Flow::delegate),
        new Flow("revoke", STORED, Flow::revoke),
        new Flow("take-back", STORED, goal(hands -> hands.takeBack(false))),
        new Flow("overdue", Flow::almostOverdue, Flow::overdue),
        new Flow("quarantine and release", NOTHING, Flow::outOfUse),
        new Flow("desired state", STORED, goal(Hands::delegate)),
        new Flow("reconnect", STORED, (scene, hands) -> reconnect(scene)),
        new Flow("events after an outage", NOTHING, Flow::outage),
        new Flow("restart of the agent", OPEN, Flow::agentRestarts),
        new Flow("restart of the gateway", OPEN, Flow::gatewayRestarts));
  }

  private interface Goal {
    boolean reached(Hands hands);
  }

  private static Act goal(Goal goal) {
    return (scene, hands) -> reach(scene, hands, () -> goal.reached(hands));
  }

  private static void reach(Scene scene, Hands hands, BooleanSupplier goal) {
    hands.turn();
    if (!scene.until(goal, MAX_GOAL_MILLIS)) {
      scene.history.violation(4, "the flow does not come to its end: " + scene.unrest());
    }
  }

  private static void delegate(Scene scene, Hands hands) {
    reach(scene, hands, hands::delegate);
    reach(scene, hands, hands::collectByDelegate);
  }

  private static void revoke(Scene scene, Hands hands) {
    reach(scene, hands, hands::delegate);
    reach(scene, hands, hands::revoke);
  }

  private static void almostOverdue(Scene scene, Hands hands) {
    STORED.accept(scene, hands);
    scene.pass(OVERDUE_MILLIS - 5_000);
  }

  private static void overdue(Scene scene, Hands hands) {
    reach(scene, hands, hands::isOverdue);
    reach(scene, hands, () -> hands.takeBack(true));
  }

  private static void outOfUse(Scene scene, Hands hands) {
    reach(scene, hands, () -> hands.quarantine(2));
    reach(scene, hands, () -> hands.release(2));
  }

  private static void reconnect(Scene scene) {
    scene.cabinet.wire().cut();
    scene.pass(25_000);
  }

  private static void outage(Scene scene, Hands hands) {
    scene.cabinet.wire().cut();
    boolean unused = scene.cabinet.plant().pry(3) && scene.cabinet.plant().close(3);
    scene.pass(25_000);
  }

  private static void agentRestarts(Scene scene, Hands hands) {
    scene.cabinet.kill();
    reach(scene, hands, hands::store);
  }

  private static void gatewayRestarts(Scene scene, Hands hands) {
    scene.gateway.kill();
    reach(scene, hands, hands::store);
  }
}
