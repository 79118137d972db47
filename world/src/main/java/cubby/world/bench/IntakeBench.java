package cubby.world.bench;

import com.google.protobuf.ByteString;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

/** What the gateway takes in, beside mosquitto under the same load generator. */
final class IntakeBench {
  private static final int CLIENTS = 8;
  private static final int EVENTS = 60_000;
  private static final int WINDOW = 512;
  private static final int BATCH = 32;
  private static final int CONNECTS = 8_000;
  private static final int CONNECTING = 16;
  private static final int IDLE = 2_000;

  /** First those that tell, five times other ones; then those that come and go; then the idle. */
  private static final int FIRST_VISITOR = 5 * CLIENTS;

  private static final int FIRST_IDLE = FIRST_VISITOR + CONNECTING;

  /** All cabinets that the gateway has to know. */
  static final int CABINETS = FIRST_IDLE + IDLE;

  private final Report report;
  private final Mosquitto mosquitto;
  private final Crowd gateway;
  private final int divisor;

  IntakeBench(Report report, Mosquitto mosquitto, Crowd gateway, int divisor) {
    this.report = report;
    this.mosquitto = mosquitto;
    this.gateway = gateway;
    this.divisor = divisor;
  }

  /** Events; in turn, so that both meet the same load of the machine, and warmed up by one turn. */
  void events() throws Exception {
    Ingest.Load load = new Ingest.Load(EVENTS / divisor, 1, WINDOW);
    Measured theirs = theirs(load);
    Measured ours = ours(0, load);
    theirs = theirs(load);
    ours = ours(1, load);
    Measured theirsAgain = theirs(load);
    Measured oursAgain = ours(2, load);
    double theirRate = (theirs.rate() + theirsAgain.rate()) / 2;
    double ourRate = (ours.rate() + oursAgain.rate()) / 2;
    report.number("mosquittoIngest", "mosquitto: QoS-1 messages of 1 event", theirRate, "/s");
    report.number("ingest", "gateway: events committed", ourRate, "/s");
    report.number("ingestRatio", "ratio", ourRate / theirRate, "(goal 0.5)");
    shares("mosquittoIngest", "processors used beside mosquitto", theirsAgain);
    shares("ingest", "processors used beside the gateway", oursAgain);
    Ingest.Load batches = new Ingest.Load(EVENTS / 12 / divisor, BATCH, WINDOW / 8);
    ours(3, batches);
    report.number("ingestBatched", "gateway: in batches of 32", ours(4, batches).rate(), "/s");
    stored(CLIENTS * (3L * load.events() + 2L * batches.events()));
  }

  /** Whatever the gateway acknowledged is in its database, or the rates above mean nothing. */
  private void stored(long acknowledged) throws Exception {
    StoredEvents stored = gateway.stored(FIRST_VISITOR);
    report.number("ingestAcknowledged", "events acknowledged", acknowledged, "");
    report.number("ingestStoredEvents", "of these found in the database", stored.events(), "");
    report.number("ingestStoredRows", "in rows of the log", stored.rows(), "");
    if (stored.events() != acknowledged) {
      throw new IllegalStateException(
          stored.events() + " of " + acknowledged + " acknowledged events are stored");
    }
  }

  /** Connections that come and go. */
  void connects() throws Exception {
    int total = CONNECTS / divisor;
    List<Ingest.Cabinet> visitors = gateway.cabinets(FIRST_VISITOR, CONNECTING);
    List<Ingest.Cabinet> anonymous = anonymous(CONNECTING);
    Connects.perSecond(mosquitto.port(), anonymous, total / 4, CONNECTING);
    Connects.perSecond(gateway.port(), visitors, total / 4, CONNECTING);
    Measured theirs =
        Measured.of(
            mosquitto.process(),
            () -> Connects.perSecond(mosquitto.port(), anonymous, total, CONNECTING));
    Measured ours =
        Measured.of(
            gateway.process(),
            () -> Connects.perSecond(gateway.port(), visitors, total, CONNECTING));
    report.number("mosquittoConnects", "mosquitto: CONNECTs, no password", theirs.rate(), "/s");
    report.number("connects", "gateway: CONNECTs, authenticated", ours.rate(), "/s");
    report.number("connectsRatio", "ratio", ours.rate() / theirs.rate(), "");
    shares("mosquittoConnects", "processors used beside mosquitto", theirs);
    shares("connects", "processors used beside the gateway", ours);
  }

  /** What cabinets cost that are connected, have said hello and wait. */
  void memory() throws Exception {
    Crowd.Memory before = gateway.memory();
    try (AutoCloseable held = Connects.hold(gateway.port(), gateway.cabinets(FIRST_IDLE, IDLE))) {
      Crowd.Memory with = gateway.memory();
      double used = (double) (with.used() - before.used()) / IDLE;
      double resident = (double) (with.resident() - before.resident()) / IDLE;
      report.number("bytesPerCabinet", "heap and direct, per idle cabinet", used, "bytes");
      report.number("residentPerCabinet", "resident set, per idle cabinet", resident, "bytes");
    }
  }

  private Measured theirs(Ingest.Load load) throws Exception {
    return Measured.of(
        mosquitto.process(),
        () -> Ingest.eventsPerSecond(mosquitto.port(), anonymous(CLIENTS), load, false));
  }

  private Measured ours(int turn, Ingest.Load load) throws Exception {
    List<Ingest.Cabinet> cabinets = gateway.cabinets(turn * CLIENTS, CLIENTS);
    return Measured.of(
        gateway.process(), () -> Ingest.eventsPerSecond(gateway.port(), cabinets, load, true));
  }

  /** Whoever used less than one processor was not the one that all waited for. */
  private void shares(String name, String label, Measured measured) {
    report.number(name + "GeneratorShare", label + ", generator", measured.generatorShare(), "");
    report.number(name + "ServerShare", label + ", server", measured.serverShare(), "");
  }

  private static List<Ingest.Cabinet> anonymous(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> new Ingest.Cabinet("load-" + i, ByteString.EMPTY))
        .toList();
  }

  /** Where deposits are measured: with the gateway in this process, whose messages are needed. */
  static void deposits(Report report, Path folder, int divisor) throws Exception {
    int riders = GatewayLoad.RIDERS;
    try (GatewayLoad load = GatewayLoad.start(folder, 2 * riders)) {
      load.depositsPerSecond(0, riders, 40 / divisor);
      double rate = load.depositsPerSecond(riders, riders, 240 / divisor);
      report.number("deposits", "deposits by " + riders + " riders at once", rate, "/s");
    }
  }
}
