package cubby.world.sim;

import cubby.gateway.app.port.Messages;
import cubby.gateway.app.port.Problems;
import cubby.gateway.app.port.Reservations;
import cubby.world.sim.GatewayDisk.Letter;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reservations, messages and problems in memory; the same answers as the SQL of the real store. */
final class MemoryOffice implements Reservations {
  private final GatewayDisk disk;

  MemoryOffice(GatewayDisk disk) {
    this.disk = disk;
  }

  Messages messages() {
    return new MemoryMessages(disk);
  }

  Problems problems() {
    return new MemoryProblems(disk);
  }

  @Override
  public void add(ReservationRow row) {
    disk.reservations.put(row.id(), row);
  }

  @Override
  public Optional<ReservationRow> find(String id) {
    return disk.reservations.find(id);
  }

  @Override
  public Optional<ReservationRow> byExternalId(String partnerId, String externalId) {
    return all()
        .filter(r -> r.partnerId().equals(partnerId) && r.externalId().equals(externalId))
        .findFirst();
  }

  @Override
  public Optional<ReservationRow> ofDeposit(String depositId) {
    return all()
        .filter(r -> r.state() == State.USED && r.depositId().equals(depositId))
        .findFirst();
  }

  @Override
  public Set<Integer> held(String cabinet) {
    return disk.reservations.live(r -> r.cabinet().equals(cabinet)).stream()
        .map(ReservationRow::compartment)
        .collect(Collectors.toSet());
  }

  @Override
  public int countHeld(String partnerId) {
    return disk.reservations.live(r -> r.partnerId().equals(partnerId)).size();
  }

  @Override
  public List<ReservationRow> expired(Instant now, int limit) {
    return disk.reservations.live(
        r -> !r.expiresAt().isAfter(now), Comparator.comparing(ReservationRow::expiresAt), limit);
  }

  @Override
  public void end(String id, State state, String depositId) {
    find(id)
        .ifPresent(r ->
            add(
                new ReservationRow(
                    r.id(),
                    r.partnerId(),
                    r.externalId(),
                    r.cabinet(),
                    r.compartment(),
                    r.size(),
                    r.low(),
                    r.sealedPhone(),
                    r.createdAt(),
                    r.expiresAt(),
                    state,
                    depositId)));
  }

  private Stream<ReservationRow> all() {
    return disk.reservations.all().stream();
  }

  private record MemoryMessages(GatewayDisk disk) implements Messages {
    @Override
    public void add(MessageRow message) {
      disk.messages.put(message.id(), new Letter(message, true));
    }

    @Override
    public List<MessageRow> due(Instant now, int limit) {
      List<Letter> due = disk.messages.live(letter -> isDue(letter.row().nextAt(), now));
      return due.isEmpty()
          ? List.of()
          : due.stream()
              .map(Letter::row)
              .sorted(Comparator.comparing(MessageRow::nextAt).thenComparing(MessageRow::id))
              .limit(limit)
              .toList();
    }

    private static boolean isDue(Instant next, Instant now) {
      return !next.isAfter(now) || next.isAfter(now.plus(LONGEST_PAUSE));
    }

    @Override
    public void sent(String id, Instant at) {
      change(id, letter -> new Letter(letter.row(), false));
    }

    @Override
    public void retryAt(String id, Instant next) {
      change(id, letter -> new Letter(failed(letter.row(), next), true));
    }

    @Override
    public void giveUp(String id) {
      change(id, letter -> new Letter(failed(letter.row(), letter.row().nextAt()), false));
    }

    private void change(String id, UnaryOperator<Letter> change) {
      disk.messages.find(id).ifPresent(letter -> disk.messages.put(id, change.apply(letter)));
    }

    private static MessageRow failed(MessageRow row, Instant next) {
      return new MessageRow(
          row.id(),
          row.kind(),
          row.depositId(),
          row.language(),
          row.sealedPhone(),
          row.sealedText(),
          row.attempts() + 1,
          row.createdAt(),
          next);
    }
  }

  private record MemoryProblems(GatewayDisk disk) implements Problems {
    @Override
    public void add(ProblemRow problem) {
      disk.problems.put(problem.id(), problem);
    }

    @Override
    public List<ProblemRow> newest(int limit) {
      return disk.problems.all().stream()
          .sorted(Comparator.comparing(ProblemRow::at).reversed())
          .limit(limit)
          .toList();
    }

    @Override
    public int countOf(String depositId) {
      return (int)
          disk.problems.all().stream().filter(p -> p.depositId().equals(depositId)).count();
    }
  }
}
