package cubby.gateway.adapter.store;

import cubby.gateway.app.port.Compartments;
import cubby.gateway.domain.cabinet.Compartment;
import cubby.gateway.domain.cabinet.CompartmentKind;
import cubby.gateway.domain.cabinet.DoorView;
import cubby.gateway.domain.cabinet.Occupancy;
import cubby.gateway.domain.cabinet.Size;
import cubby.gateway.domain.cabinet.Tenancy;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Compartments; like cabinets, kept in memory where touched and written once per commit. */
final class CompartmentTable implements Compartments {
  /** Above this many cabinets the memory is given up after a commit, so that it stays bounded. */
  private static final int MAX_KEPT = 10_000;

  private static final String UPSERT =
      """
      INSERT INTO compartments (cabinet, number, kind, size, low, width_millimetres,
        height_millimetres, tenancy, deposit_id, door, occupancy, quarantined, quarantine_reason,
        as_of)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      ON CONFLICT (cabinet, number) DO UPDATE SET
        kind = excluded.kind, size = excluded.size, low = excluded.low,
        width_millimetres = excluded.width_millimetres,
        height_millimetres = excluded.height_millimetres, tenancy = excluded.tenancy,
        deposit_id = excluded.deposit_id, door = excluded.door, occupancy = excluded.occupancy,
        quarantined = excluded.quarantined, quarantine_reason = excluded.quarantine_reason,
        as_of = excluded.as_of\
      """;

  /** What events change; a description changes with a hello only. */
  private static final String UPDATE =
      """
      UPDATE compartments SET tenancy = ?, deposit_id = ?, door = ?, occupancy = ?,
        quarantined = ?, quarantine_reason = ?, as_of = ?
      WHERE cabinet = ? AND number = ?\
      """;

  private record Key(String cabinet, int number) {}

  private final Statements statements;
  private final Map<String, TreeMap<Integer, Compartment>> kept = new HashMap<>();
  private final Map<Key, Compartment> described = new LinkedHashMap<>();
  private final Map<Key, Compartment> moved = new LinkedHashMap<>();

  CompartmentTable(Statements statements) {
    this.statements = statements;
  }

  @Override
  public List<Compartment> of(String cabinet) {
    return List.copyOf(load(cabinet).values());
  }

  @Override
  public Optional<Compartment> find(String cabinet, int number) {
    return Optional.ofNullable(load(cabinet).get(number));
  }

  @Override
  public void save(Compartment compartment) {
    Compartment before = load(compartment.cabinet()).put(compartment.number(), compartment);
    boolean sameDescription =
        before != null && before.description().equals(compartment.description());
    Key key = new Key(compartment.cabinet(), compartment.number());
    if (sameDescription && !described.containsKey(key)) {
      moved.put(key, compartment);
    } else {
      moved.remove(key);
      described.put(key, compartment);
    }
  }

  /** Writes what changed. */
  void flush() {
    statements.each(UPSERT, described.values(), CompartmentTable::all);
    statements.each(UPDATE, moved.values(), CompartmentTable::state);
    described.clear();
    moved.clear();
    if (kept.size() > MAX_KEPT) {
      kept.clear();
    }
  }

  /** After a rollback, and before a new snapshot, the memory holds nothing true. */
  void forget() {
    kept.clear();
    described.clear();
    moved.clear();
  }

  private TreeMap<Integer, Compartment> load(String cabinet) {
    TreeMap<Integer, Compartment> known = kept.get(cabinet);
    if (known == null) {
      known = new TreeMap<>();
      for (Compartment compartment :
          statements.all(
              "SELECT * FROM compartments WHERE cabinet = ?", CompartmentTable::row, cabinet)) {
        known.put(compartment.number(), compartment);
      }
      kept.put(cabinet, known);
    }
    return known;
  }

  private static Object[] all(Compartment compartment) {
    Compartment.Description description = compartment.description();
    Compartment.State state = compartment.state();
    return new Object[] {
      compartment.cabinet(),
      description.number(),
      description.kind(),
      description.size(),
      description.low(),
      description.widthMillimetres(),
      description.heightMillimetres(),
      state.tenancy(),
      state.depositId(),
      state.door(),
      state.occupancy(),
      state.quarantined(),
      state.quarantineReason(),
      compartment.asOf()
    };
  }

  private static Object[] state(Compartment compartment) {
    Compartment.State state = compartment.state();
    return new Object[] {
      state.tenancy(),
      state.depositId(),
      state.door(),
      state.occupancy(),
      state.quarantined(),
      state.quarantineReason(),
      compartment.asOf(),
      compartment.cabinet(),
      compartment.number()
    };
  }

  private static Compartment row(ResultSet row) throws SQLException {
    return new Compartment(
        row.getString("cabinet"),
        new Compartment.Description(
            row.getInt("number"),
            CompartmentKind.valueOf(row.getString("kind")),
            Size.valueOf(row.getString("size")),
            row.getInt("low") == 1,
            row.getInt("width_millimetres"),
            row.getInt("height_millimetres")),
        new Compartment.State(
            Tenancy.valueOf(row.getString("tenancy")),
            row.getString("deposit_id"),
            DoorView.valueOf(row.getString("door")),
            Occupancy.valueOf(row.getString("occupancy")),
            row.getInt("quarantined") == 1,
            row.getString("quarantine_reason")),
        row.getLong("as_of"));
  }
}
