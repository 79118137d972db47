package cubby.agent.domain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A cabinet in which a test is the world: people, doors, coils, time and the gateway. */
final class Story {
  static final byte[] KEY = "a cabinet's key, for tests only!".getBytes(StandardCharsets.US_ASCII);
  static final String ANN = "48291376";
  static final String BOB = "11112222";
  private static final long SILENT = -1;
  static final String WRONG = "99999999";

  private final CabinetMachine machine = new CabinetMachine(new CodeCheck(KEY));
  private final Map<Integer, Input.Sensed> doors = new TreeMap<>();
  final List<Effect> effects = new ArrayList<>();
  CabinetState state;
  long uptime = 1_000;
  long utc = 1_700_000_000_000L;
  boolean coilsWork = true;
  private long actions;

  /** Doors 1 to 4; 4 is a heated meal compartment, 3 has no occupancy sensor. */
  Story() {
    state =
        CabinetState.fresh(
            List.of(
                new Plan(1, false, false, true),
                new Plan(2, false, false, true),
                new Plan(3, false, false, false),
                new Plan(4, true, true, true)),
            uptime);
    for (int door = 1; door <= 4; door++) {
      doors.put(door, new Input.Sensed(door, DoorReading.CLOSED, Occupancy.EMPTY, 0));
    }
    boot();
  }

  void boot() {
    in(new Input.Boot(1, false));
    doors.keySet().forEach(this::read);
  }

  /** The power goes and comes back; the uptime begins anew. */
  void restart() {
    uptime = 500;
    boot();
  }

  void in(Input input) {
    Step<CabinetState> step = machine.step(state, input, new Moment(uptime, utc));
    state = step.next();
    effects.addAll(step.effects());
    for (Effect effect : step.effects()) {
      if (effect instanceof Effect.Pulse pulse && coilsWork) {
        in(new Input.PulseSent(pulse.compartment(), pulse.pulse()));
      }
    }
  }

  /** Time goes by; every sensor that is not silent is read once a second. */
  void pass(long millis) {
    long end = uptime + millis;
    while (uptime < end) {
      long next = Math.min(end, uptime + 1_000);
      long due = machine.nextDeadlineUptimeMillis(state);
      next = due > uptime ? Math.min(next, due) : next;
      utc += next - uptime;
      uptime = next;
      doors.keySet().forEach(this::read);
      if (machine.nextDeadlineUptimeMillis(state) <= uptime) {
        in(new Input.Tick());
        assertTrue(machine.nextDeadlineUptimeMillis(state) > uptime, "a tick does what was due");
      }
    }
  }

  private void read(int door) {
    Input.Sensed now = door(door);
    if (now.atUptimeMillis() != SILENT) {
      in(new Input.Sensed(door, now.door(), now.occupancy(), uptime));
    }
  }

  private Input.Sensed door(int door) {
    return Objects.requireNonNull(doors.get(door));
  }

  void silence(int door) {
    doors.put(door, new Input.Sensed(door, DoorReading.UNKNOWN, Occupancy.UNKNOWN, SILENT));
  }

  void unread(int door, DoorReading reading, Occupancy occupancy) {
    doors.put(door, new Input.Sensed(door, reading, occupancy, 0));
  }

  void opens(int door) {
    set(door, DoorReading.OPEN, door(door).occupancy());
  }

  void closes(int door, Occupancy occupancy) {
    set(door, DoorReading.CLOSED, occupancy);
  }

  void set(int door, DoorReading reading, Occupancy occupancy) {
    uptime += 100;
    utc += 100;
    unread(door, reading, occupancy);
    read(door);
  }

  Action action(Action.What what) {
    actions++;
    return new Action("a" + actions, state.epoch(), actions, uptime + 15_000, what);
  }

  /** Sends an action and answers its id. */
  String send(Action.What what) {
    Action action = action(what);
    in(new Input.ActionArrived(action));
    return action.id();
  }

  String open(int door, Purpose purpose, String deposit, String right) {
    return send(new Action.Open(door, purpose, deposit, right));
  }

  void type(String code) {
    in(new Input.CodeTyped(code));
  }

  /** Deposit "d" + door lies in the compartment; Ann's and Bob's codes open it. */
  void stored(int door) {
    String deposit = "d" + door;
    grants(grant("ann" + door, deposit, door, ANN, 0), grant("bob" + door, deposit, door, BOB, 0));
    open(door, Purpose.DEPOSIT, deposit, "rider");
    opens(door);
    closes(door, Occupancy.OCCUPIED);
    assertTrue(tenancy(door) instanceof Tenancy.Stored, "stored");
    effects.clear();
  }

  void grants(Grant... grants) {
    desired(Settings.DEFAULT, grants);
  }

  void desired(Settings settings, Grant... grants) {
    in(
        new Input.DesiredArrived(
            new Desired(state.desired().version() + 1, settings, List.of(grants))));
  }

  static Grant grant(String id, String deposit, int door, String code, long notAfter) {
    byte[] salt = Arrays.copyOf(id.getBytes(StandardCharsets.US_ASCII), Grant.SALT_BYTES);
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(KEY, "HmacSHA256"));
      mac.update(salt);
      byte[] hash = mac.doFinal(code.getBytes(StandardCharsets.US_ASCII));
      return new Grant(id, deposit, door, salt, hash, notAfter);
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  Compartment at(int door) {
    Compartment compartment = state.find(door);
    if (compartment == null) {
      throw new AssertionError("no door " + door);
    }
    return compartment;
  }

  Tenancy tenancy(int door) {
    return at(door).tenancy();
  }

  long pulses(int door) {
    return effects.stream()
        .filter(effect -> effect instanceof Effect.Pulse pulse && pulse.compartment() == door)
        .count();
  }

  /** The facts told about a door so far, in order; door 0 is the cabinet. */
  List<Fact> facts(int door) {
    return effects.stream()
        .filter(effect -> effect instanceof Effect.Tell tell && tell.compartment() == door)
        .map(effect -> ((Effect.Tell) effect).fact())
        .toList();
  }

  void told(int door, Fact... facts) {
    for (Fact fact : facts) {
      assertTrue(facts(door).contains(fact), "told " + fact + " among " + facts(door));
    }
  }

  void notTold(int door, Class<? extends Fact> kind) {
    assertTrue(facts(door).stream().noneMatch(kind::isInstance), "not told: " + facts(door));
  }

  Effect.Answer answer() {
    return effects.stream()
        .filter(Effect.Answer.class::isInstance)
        .map(Effect.Answer.class::cast)
        .toList()
        .getLast();
  }

  void answers(Effect.Reply reply) {
    assertEquals(reply, answer().reply());
  }

  /** The action ended once, and so. */
  void ended(String actionId, Outcome outcome) {
    List<Fact.ActionFinished> results =
        effects.stream()
            .filter(Effect.Tell.class::isInstance)
            .map(effect -> ((Effect.Tell) effect).fact())
            .filter(Fact.ActionFinished.class::isInstance)
            .map(Fact.ActionFinished.class::cast)
            .filter(finished -> finished.actionId().equals(actionId))
            .toList();
    assertEquals(List.of(new Fact.ActionFinished(actionId, outcome)), results);
  }

  void refused(String actionId, Refusal reason) {
    ended(actionId, new Outcome.Refused(reason));
  }
}
