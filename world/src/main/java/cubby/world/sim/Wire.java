package cubby.world.sim;

import cubby.agent.app.link.GatewayTransport;
import cubby.gateway.app.port.CabinetLink.Sent;
import cubby.hardware.sim.VirtualTimeline;
import cubby.wire.Topic;
import cubby.wire.v1.EventsCommitted;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The pipe between one cabinet and the gateway. It delays; without order it also drops, repeats and
 * reorders. It is cut, for both ends or for one direction, and each end learns of that in its own
 * time; until then the connection is half open.
 */
final class Wire {
  private static final int MAX_IN_FLIGHT = 64;
  private static final long KEEP_ALIVE_MILLIS = 15_000;
  private static final long MAX_BACK_OFF_MILLIS = 4_000;
  private static final int KEPT_FOR_REPLAY = 32;
  private static final int SEAL_BYTES = 64;

  /** One connection, as both ends see it. */
  private static final class Connection {
    private final int number;
    private final Life agent;
    private final GatewayTransport.Listener listener;
    private boolean agentSees = true;
    private boolean gatewaySees = true;
    private boolean upWorks = true;
    private boolean downWorks = true;
    private long upFreeMillis;
    private long downFreeMillis;
    private int inFlight;

    Connection(int number, Life agent, GatewayTransport.Listener listener) {
      this.number = number;
      this.agent = agent;
      this.listener = listener;
    }
  }

  /** A downlink that somebody on the way wrote down. */
  private record Heard(Topic topic, byte[] payload) {}

  private final String cabinet;
  private final VirtualTimeline timeline;
  private final SimGateway gateway;
  private final Chance chance;
  private final Weathers weather;
  private final History history;
  private final Deque<Heard> heard = new ArrayDeque<>();
  private final List<Heard> oldActions = new ArrayList<>();
  private @Nullable Connection current;
  private int connections;

  Wire(
      String cabinet,
      VirtualTimeline timeline,
      SimGateway gateway,
      Chance chance,
      Weathers weather,
      History history) {
    this.cabinet = cabinet;
    this.timeline = timeline;
    this.gateway = gateway;
    this.chance = chance;
    this.weather = weather;
    this.history = history;
  }

  /** The cabinet's end, for one life of its agent. */
  GatewayTransport transport(Life agent) {
    return new AgentEnd(agent);
  }

  /** The gateway's end. */
  Sent send(Topic topic, byte[] payload) {
    Connection connection = current;
    if (connection == null || !connection.gatewaySees) {
      return Sent.NOT_CONNECTED;
    }
    if (connection.inFlight >= MAX_IN_FLIGHT) {
      return Sent.QUEUE_FULL;
    }
    heard.addLast(new Heard(topic, payload));
    if (heard.size() > KEPT_FOR_REPLAY) {
      heard.removeFirst();
    }
    if (topic == Topic.ACTIONS && oldActions.size() < KEPT_FOR_REPLAY) {
      oldActions.add(new Heard(topic, payload));
    }
    down(connection, topic, payload);
    return Sent.HANDED_OVER;
  }

  /** The agent died: nobody says good-bye. */
  void agentDied() {
    Connection connection = current;
    if (connection != null) {
      connection.agentSees = false;
      connection.upWorks = false;
      connection.downWorks = false;
      gatewayNotices(connection, chance.between(5, KEEP_ALIVE_MILLIS));
    }
  }

  /** The gateway died, or was started: every connection is gone on its side. */
  void gatewayDied() {
    Connection connection = current;
    if (connection != null) {
      connection.gatewaySees = false;
      connection.upWorks = false;
      connection.downWorks = false;
      agentNotices(connection, chance.between(5, 3_000));
    }
  }

  /** Cuts the cable; each end learns of it later, or at once. */
  void cut() {
    Connection connection = current;
    if (connection == null) {
      return;
    }
    history.fault("cut", cabinet, "connection " + connection.number);
    connection.upWorks = false;
    connection.downWorks = false;
    agentNotices(connection, chance.between(0, KEEP_ALIVE_MILLIS));
    gatewayNotices(connection, chance.between(0, KEEP_ALIVE_MILLIS));
  }

  /** One direction falls silent; keep-alive finds it out at both ends. */
  void cutOneWay() {
    Connection connection = current;
    if (connection == null) {
      return;
    }
    boolean up = chance.hits(0.5);
    history.fault("one-way cut", cabinet, up ? "up" : "down");
    connection.upWorks &= !up;
    connection.downWorks &= up;
    agentNotices(connection, KEEP_ALIVE_MILLIS + chance.below(2_000));
    gatewayNotices(connection, KEEP_ALIVE_MILLIS + chance.below(2_000));
  }

  /** Somebody on the way plays an old message again, spoils one, or lets a broker retain it. */
  void attack() {
    Connection connection = current;
    if (connection == null || heard.isEmpty()) {
      return;
    }
    Heard old = chance.pick(List.copyOf(heard));
    int how = chance.below(3);
    byte[] payload = old.payload().clone();
    if (how == 1 && payload.length > 0) {
      payload[chance.below(payload.length)] ^= (byte) (1 << chance.below(8));
    }
    history.fault(
        switch (how) {
          case 0 -> "replayed";
          case 1 -> "forged";
          default -> "retained";
        },
        cabinet,
        old.topic().name());
    boolean retained = how == 2;
    timeline.after(1, () -> arrive(connection, old.topic(), payload, retained));
  }

  /** Another client with this cabinet's name connects while the cabinet's own connection lives. */
  void takeOver() {
    Connection stale = current;
    if (stale == null || !gateway.isAlive()) {
      return;
    }
    history.fault("session taken over", cabinet, "connection " + stale.number);
    Connection second = new Connection(++connections, stale.agent, stale.listener);
    second.agentSees = false;
    stale.gatewaySees = false;
    stale.upWorks = false;
    current = second;
    gateway.run(inbox -> inbox.connected(cabinet));
    agentNotices(stale, chance.between(0, KEEP_ALIVE_MILLIS));
    gatewayNotices(second, chance.between(0, KEEP_ALIVE_MILLIS));
  }

  /** Somebody on the link says that everything up to some number is stored. */
  void forgeCommitted() {
    Connection connection = current;
    if (connection == null) {
      return;
    }
    long through = chance.between(0, gateway.referee().lastEvent(cabinet) + 20);
    history.fault("forged confirmation", cabinet, "up to " + through);
    var word = EventsCommitted.newBuilder().setCabinet(cabinet).setThrough(through).build();
    timeline.after(1, () -> arrive(connection, Topic.COMMITTED, word.toByteArray(), false));
  }

  /** A genuine order of long ago comes once more. */
  void replayOldAction() {
    Connection connection = current;
    if (connection != null && !oldActions.isEmpty()) {
      Heard old = chance.pick(oldActions);
      history.fault("old order replayed", cabinet, "");
      timeline.after(1, () -> arrive(connection, old.topic(), old.payload(), false));
    }
  }

  /** What is genuinely signed for another cabinet comes here. */
  void crossed(Wire other) {
    Connection connection = current;
    if (connection != null && !other.heard.isEmpty()) {
      Heard foreign = chance.pick(List.copyOf(other.heard));
      history.fault("another cabinet's message", cabinet, foreign.topic().name());
      timeline.after(1, () -> arrive(connection, foreign.topic(), foreign.payload(), false));
    }
  }

  /** Both ends look at their connections now, so that nothing half open outlives a storm. */
  void heal() {
    Connection connection = current;
    if (connection != null && !(connection.upWorks && connection.downWorks)) {
      agentNotices(connection, 0);
      gatewayNotices(connection, 0);
    }
  }

  private void agentNotices(Connection connection, long afterMillis) {
    connection.agent.after(
        afterMillis,
        () -> {
          if (connection.agentSees) {
            connection.agentSees = false;
            history.step(cabinet, "connection " + connection.number + " is lost");
            connection.listener.disconnected();
            retry(connection.agent, connection.listener);
          }
        });
  }

  private void gatewayNotices(Connection connection, long afterMillis) {
    timeline.after(
        afterMillis,
        () -> {
          if (connection.gatewaySees && connection == current) {
            connection.gatewaySees = false;
            gateway.run(inbox -> inbox.disconnected(cabinet));
          }
        });
  }

  private void retry(Life agent, GatewayTransport.Listener listener) {
    agent.after(chance.between(50, MAX_BACK_OFF_MILLIS), () -> connect(agent, listener));
  }

  private void connect(Life agent, GatewayTransport.Listener listener) {
    if (!gateway.isAlive()) {
      retry(agent, listener);
      return;
    }
    Connection next = new Connection(++connections, agent, listener);
    Connection before = current;
    if (before != null) {
      before.gatewaySees = false;
    }
    current = next;
    history.step(cabinet, "connection " + next.number);
    gateway.run(inbox -> inbox.connected(cabinet));
    listener.connected();
  }

  private void up(Connection connection, Topic topic, byte[] payload) {
    long at = arrival(connection.upFreeMillis);
    connection.upFreeMillis = at;
    carry(
        connection,
        topic,
        at,
        () -> {
          if (connection.upWorks && connection.gatewaySees && connection == current) {
            history.step(
                "gateway", "hears " + topic + " of " + cabinet + " " + print(topic, payload));
            gateway.run(inbox -> {
              var unused = inbox.received(cabinet, topic, payload);
            });
          }
        });
  }

  private void down(Connection connection, Topic topic, byte[] payload) {
    long at = arrival(connection.downFreeMillis);
    connection.downFreeMillis = at;
    carry(
        connection,
        topic,
        at,
        () -> {
          if (connection.downWorks) {
            arrive(connection, topic, payload, false);
          }
        });
  }

  private void arrive(Connection connection, Topic topic, byte[] payload, boolean retained) {
    if (connection.agentSees) {
      history.step(cabinet, "hears " + topic + " " + print(topic, payload));
      connection.agent.run(() -> connection.listener.arrived(topic.of(cabinet), payload, retained));
    }
  }

  /**
   * Enough of the bytes that histories differ where a byte does; but for the seal at the end of
   * what is signed, so that a story does not depend on how its world signs.
   */
  private static String print(Topic topic, byte[] payload) {
    boolean signed = topic == Topic.ACTIONS || topic == Topic.DESIRED;
    int length = signed ? Math.max(0, payload.length - SEAL_BYTES) : payload.length;
    return payload.length
        + "#"
        + Integer.toHexString(Arrays.hashCode(Arrays.copyOf(payload, length)));
  }

  private void carry(Connection connection, Topic topic, long atMillis, Runnable delivery) {
    Weather now = weather.now();
    int copies = chance.hits(now.drop()) ? 0 : chance.hits(now.repeat()) ? 2 : 1;
    if (copies != 1) {
      history.fault(copies == 0 ? "dropped" : "repeated", cabinet, topic.name());
    }
    for (int copy = 0; copy < copies; copy++) {
      connection.inFlight++;
      long later = copy == 0 ? 0 : chance.between(1, 2 * now.maxDelayMillis());
      timeline.after(
          atMillis + later - timeline.uptimeMillis(),
          () -> {
            connection.inFlight--;
            delivery.run();
          });
    }
  }

  private long arrival(long freeMillis) {
    Weather now = weather.now();
    long at = timeline.uptimeMillis() + chance.between(1, now.maxDelayMillis());
    return now.ordered() ? Math.max(at, freeMillis) : at;
  }

  private final class AgentEnd implements GatewayTransport {
    private final Life agent;
    private @Nullable Listener listener;

    AgentEnd(Life agent) {
      this.agent = agent;
    }

    @Override
    public void open(Listener hears) {
      listener = hears;
      retry(agent, hears);
    }

    @Override
    @SuppressWarnings("ReferenceEquality") // the very connection of this life
    public boolean publish(Topic topic, byte[] payload) {
      Connection connection = current;
      boolean mine = connection != null && connection.listener == listener && connection.agentSees;
      if (!mine || connection == null || connection.inFlight >= MAX_IN_FLIGHT) {
        return false;
      }
      gateway.referee().published(cabinet, topic, payload);
      up(connection, topic, gateway.versions().up(cabinet, topic, payload));
      return true;
    }

    @Override
    public void close() {
      agentDied();
    }
  }
}
