package cubby.world.sim;

import cubby.gateway.app.port.Deposits;
import cubby.gateway.app.port.Grants;
import cubby.gateway.domain.deposit.Deposit;
import cubby.gateway.domain.deposit.DepositState;
import cubby.gateway.domain.deposit.GrantState;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Deposits and their grants in memory; the same answers as the SQL of the real store. */
final class MemoryDeposits implements Deposits {
  private final GatewayDisk disk;
  private final Grants grants;

  MemoryDeposits(GatewayDisk disk) {
    this.disk = disk;
    this.grants = new MemoryGrants(disk);
  }

  Grants grants() {
    return grants;
  }

  @Override
  public void add(Deposit deposit, String sealedPhone) {
    disk.deposits.put(deposit.id(), deposit);
    disk.recipients.put(deposit.id(), new Recipient(sealedPhone, Optional.empty()));
  }

  @Override
  public Optional<Deposit> find(String id) {
    return disk.deposits.find(id);
  }

  @Override
  public void save(Deposit deposit) {
    disk.deposits.put(deposit.id(), deposit);
  }

  @Override
  public Optional<Recipient> recipient(String id) {
    return disk.recipients.find(id);
  }

  @Override
  public void messageSent(String id, Instant at) {
    disk.recipients
        .find(id)
        .filter(one -> one.messageSentAt().isEmpty())
        .ifPresent(
            one -> disk.recipients.put(id, new Recipient(one.sealedPhone(), Optional.of(at))));
  }

  @Override
  public List<Deposit> live(String cabinet) {
    return disk.deposits.live(d -> d.cabinet().equals(cabinet));
  }

  @Override
  public List<Deposit> ofOwner(String owner, boolean onlyLive, int limit) {
    return all(d -> d.what().owner().equals(owner) && (!onlyLive || d.state().isLive()))
        .sorted(
            Comparator.comparing((Deposit d) -> d.times().createdAt())
                .thenComparing(Deposit::id)
                .reversed())
        .limit(limit)
        .toList();
  }

  @Override
  public int countLive(String owner) {
    return disk.deposits.live(d -> d.what().owner().equals(owner)).size();
  }

  @Override
  public List<Deposit> due(Instant now, int limit) {
    return all(d -> d.reminders().nextAt().map(at -> !at.isAfter(now)).orElse(false))
        .sorted(Comparator.comparing(d -> d.reminders().nextAt().orElse(Instant.MAX)))
        .limit(limit)
        .toList();
  }

  @Override
  public List<Deposit> overdue(int limit) {
    return all(d ->
            d.reminders().overdue()
                && (d.state() == DepositState.STORED || d.state() == DepositState.COLLECTING))
        .sorted(Comparator.comparing(d -> d.reminders().overdueAt().orElse(Instant.MIN)))
        .limit(limit)
        .toList();
  }

  private java.util.stream.Stream<Deposit> all(Predicate<Deposit> which) {
    return disk.deposits.where(which).stream();
  }

  /** The grants. */
  private record MemoryGrants(GatewayDisk disk) implements Grants {
    @Override
    public void add(GrantRow grant) {
      disk.grants.put(grant.id(), grant);
    }

    @Override
    public Optional<GrantRow> find(String id) {
      return disk.grants.find(id);
    }

    @Override
    public Optional<GrantRow> byToken(String tokenIndex) {
      return disk.grants.all().stream().filter(g -> g.tokenIndex().equals(tokenIndex)).findFirst();
    }

    @Override
    public List<GrantRow> ofDeposit(String depositId) {
      return disk.grants.where(g -> g.depositId().equals(depositId)).stream()
          .sorted(
              Comparator.comparing((GrantRow g) -> !g.primary())
                  .thenComparing(GrantRow::createdAt)
                  .thenComparing(GrantRow::id))
          .toList();
    }

    @Override
    public List<GrantRow> atCabinet(String cabinet) {
      return disk.grants.where(g -> g.cabinet().equals(cabinet) && g.state().isAtCabinet());
    }

    @Override
    public int countAtCabinet(String cabinet) {
      return atCabinet(cabinet).size();
    }

    @Override
    public boolean codeInUse(String cabinet, String codeIndex) {
      return atCabinet(cabinet).stream().anyMatch(g -> g.codeIndex().equals(codeIndex));
    }

    @Override
    public void setState(String id, GrantState state, Instant at) {
      disk.grants
          .find(id)
          .ifPresent(g ->
              disk.grants.put(
                  id,
                  new GrantRow(
                      g.id(),
                      g.depositId(),
                      g.cabinet(),
                      g.primary(),
                      state,
                      g.sealedCode(),
                      g.codeIndex(),
                      g.salt(),
                      g.sealedToken(),
                      g.tokenIndex(),
                      g.sealedPhone(),
                      g.createdAt(),
                      Optional.of(at))));
    }
  }
}
