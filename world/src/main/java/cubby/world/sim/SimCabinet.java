package cubby.world.sim;

import cubby.agent.app.Arrival;
import cubby.agent.app.Cabinet;
import cubby.agent.app.CabinetCalls;
import cubby.agent.app.CabinetCore;
import cubby.agent.app.link.DownlinkJudge;
import cubby.agent.app.link.GatewaySession;
import cubby.agent.app.port.EpochSteps;
import cubby.agent.app.port.Journal;
import cubby.agent.app.port.JournalException;
import cubby.hardware.CabinetHardware;
import cubby.hardware.CabinetProfile;
import cubby.hardware.HardwareException;
import cubby.hardware.LockBank;
import cubby.hardware.SensorSample;
import cubby.hardware.sim.SimulatedCabinet;
import cubby.hardware.sim.VirtualTimeline;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One cabinet: a plant and a disk that last, and an agent that is killed and started again. */
final class SimCabinet {
  private static final int BATCH = 256;

  /** How long after that a stalled core is looked at again. */
  private static final long STALLED_MILLIS = 50;

  private final String id;
  private final VirtualTimeline timeline;
  private final SimGateway gateway;
  private final Chance chance;
  private final Weathers weather;
  private final History history;
  private final Parts parts;
  private final SimulatedCabinet plant;
  private final CabinetDisk disk;
  private final Wire wire;
  private final SimClock clock;
  private final Versions versions;
  private @Nullable Agent agent;

  SimCabinet(
      String id,
      CabinetProfile profile,
      VirtualTimeline timeline,
      SimGateway gateway,
      Chance chance,
      Weathers weather,
      History history,
      Parts parts) {
    this.id = id;
    this.timeline = timeline;
    this.gateway = gateway;
    this.chance = chance;
    this.weather = weather;
    this.history = history;
    this.parts = parts;
    this.plant = new SimulatedCabinet(profile, timeline, chance.seed());
    this.disk =
        new CabinetDisk(
            id, timeline, weather, chance.branch(), history, parts.journalImage(id), new Reader());
    this.clock = new SimClock(timeline, SimGateway.BEGINNING, id, history);
    this.versions = gateway.versions();
    gateway.referee().plant(id, plant);
    this.wire = new Wire(id, timeline, gateway, chance.branch(), weather, history);
    gateway.wire(id, wire);
    plant.listenToCoils(change -> {
      if (change.energised()) {
        history.step(id, "coil " + change.output() + " of door " + change.door());
        gateway.referee().energised(id, change.output());
        for (SimulatedCabinet.Violation violation : plant.violations()) {
          history.violation(2, "coil " + id + "/" + violation.output() + ": " + violation);
        }
      }
    });
  }

  String id() {
    return id;
  }

  SimulatedCabinet plant() {
    return plant;
  }

  Wire wire() {
    return wire;
  }

  /** The wall clock of its controller. */
  SimClock clock() {
    return clock;
  }

  /** What the disk says it holds, for the referee. */
  private final class Reader implements CabinetDisk.Reader {
    @Override
    public void committed(Journal.Batch batch) {
      gateway.referee().committed(id, batch);
    }

    @Override
    public void takenBack(int batches) {
      gateway.referee().takenBack(id, batches);
    }

    @Override
    public void lost() {
      gateway.referee().takenBack(id, Integer.MAX_VALUE);
    }
  }

  /** The cabinet as its screen sees it; null while the agent is down. */
  @Nullable Cabinet cabinet() {
    return agent != null && agent.life.isAlive() ? agent.screen : null;
  }

  /** Power comes back, or a supervisor starts the agent. */
  void boot() {
    clock.boot(weather.now().extremes().bootAt1970());
    Agent next = new Agent();
    agent = next;
    next.life.run(next::boot);
  }

  /** The plug is pulled. */
  void kill() {
    Agent victim = agent;
    if (victim != null && victim.life.isAlive()) {
      history.fault("power cut", id, "");
      victim.life.end();
      disk.powerCut();
      died();
    }
  }

  private void died() {
    disk.crashed();
    wire.agentDied();
    // A small controller needs some seconds for its system and its JVM.
    timeline.after(chance.between(3_000, 15_000), this::boot);
  }

  private boolean dies(String point) {
    boolean dies = parts.dies(id, point);
    if (dies) {
      history.killed(point, id);
    }
    return dies;
  }

  /** One life of the agent: what the interpreter's thread does, as tasks of the timeline. */
  private final class Agent {
    private final Life life = new Life(timeline, SimCabinet.this::died, SimCabinet.this::dies);
    private final Deque<Arrival> queue = new ArrayDeque<>();
    private final CabinetCore core;
    private final CabinetCalls calls;
    private final Cabinet screen;
    private final CabinetHardware hardware;
    private boolean draining;

    /** While its thread waits for the disk, nobody else runs the core. */
    private boolean inCore;

    private long wakeAtMillis = Long.MAX_VALUE;
    private long timer;

    Agent() {
      CabinetHardware real = plant.hardware(parts.guardClock(life));
      hardware =
          new CabinetHardware(
              real.profile(),
              parts.locks(new Fragile(real.locks(), life)),
              real.thermometer(),
              real.heaters());
      Journal journal = parts.journal(disk.journal(life));
      core =
          new CabinetCore(
              gateway.cabinetKey(id),
              hardware,
              journal,
              life,
              this::utcMillisOrZero,
              parts.epochSteps(() -> chance.between(1, EpochSteps.LIMIT)));
      calls = new CabinetCalls(core, this::offer);
      screen = parts.cabinetAtScreen(calls);
    }

    private long utcMillisOrZero() {
      return weather.now().utcTrusted() ? Math.max(1, clock.now().toEpochMilli()) : 0;
    }

    void boot() {
      history.step(id, "agent starts");
      try {
        inCore = true;
        core.boot();
        inCore = false;
      } catch (JournalException e) {
        giveUp(e);
        return;
      }
      hardware.locks().listen(sample -> life.run(() -> calls.sensed(sample)));
      GatewaySession session =
          new GatewaySession(
              new AsOld(parts.cabinet(calls), versions),
              new PointedTransport(wire.transport(life), life),
              new DownlinkJudge(id, gateway.keys().verifier(id), gateway.cabinetKey(id)),
              CabinetCore.AGENT_VERSION,
              hardware.profile(),
              life,
              this::utcMillisOrZero,
              new LinkWords(history, id),
              task -> life.after(0, task));
      session.start();
      drain(List.of());
    }

    private boolean offer(Arrival arrival) {
      if (!life.isAlive() || queue.size() >= parts.queueCapacity()) {
        return false;
      }
      queue.add(arrival);
      wake();
      return true;
    }

    private void wake() {
      if (!draining) {
        draining = true;
        life.after(0, this::drain);
      }
    }

    private void drain() {
      draining = false;
      if (inCore) {
        life.after(STALLED_MILLIS, this::wake);
        return;
      }
      List<Arrival> batch = new ArrayList<>();
      while (!queue.isEmpty() && batch.size() < BATCH) {
        batch.add(queue.poll());
      }
      drain(batch);
    }

    private void drain(List<Arrival> batch) {
      try {
        inCore = true;
        core.run(batch);
        inCore = false;
      } catch (JournalException e) {
        giveUp(e);
        return;
      }
      gateway.referee().waiting(id, queue.size(), core.snapshot());
      if (!queue.isEmpty()) {
        wake();
      }
      long next = core.nextDeadlineUptimeMillis();
      if (next < wakeAtMillis || wakeAtMillis <= life.uptimeMillis()) {
        wakeAtMillis = next;
        long number = ++timer;
        life.after(
            Math.max(0, next - life.uptimeMillis()),
            () -> {
              if (number == timer && !draining) {
                drain();
              }
            });
      }
    }

    private void giveUp(JournalException e) {
      history.step(id, "gives up: " + e.getMessage());
      life.end();
      died();
    }
  }

  /** Locks whose caller may die just before and just after the coil goes on. */
  private final class Fragile implements LockBank {
    private final LockBank locks;
    private final Life life;

    Fragile(LockBank locks, Life life) {
      this.locks = locks;
      this.life = life;
    }

    @Override
    public List<Integer> compartments() {
      return locks.compartments();
    }

    @Override
    public void pulse(int compartment, int pulseMillis) throws HardwareException {
      mayDie("before the coil");
      if (chance.hits(weather.now().extremes().brownOut())) {
        // The coil's in-rush takes the controller down; the latch got part of its pulse.
        history.fault("brown-out", id, "door " + compartment);
        locks.pulse(compartment, (int) chance.between(1, pulseMillis));
        disk.powerCut();
        throw new Life.Killed("in the middle of the pulse");
      }
      locks.pulse(compartment, pulseMillis);
      mayDie("after the coil");
    }

    private void mayDie(String point) {
      if (chance.hits(weather.now().killAtEffect())) {
        history.killed(point, id);
        throw new Life.Killed(point);
      }
      life.point(point);
    }

    @Override
    public SensorSample sample(int compartment) throws HardwareException {
      return locks.sample(compartment);
    }

    @Override
    public void listen(Listener listener) {
      locks.listen(listener);
    }
  }
}
