package cubby.world.sim;

import cubby.agent.app.Cabinet;
import cubby.agent.app.port.EpochSteps;
import cubby.agent.app.port.Journal;
import cubby.agent.app.port.JournalException;
import cubby.gateway.app.port.Partners;
import cubby.gateway.app.port.WebhookSender;
import cubby.wire.v1.DesiredState;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Bugs to plant against the rarer faults, each with the weather in which it shows. */
final class MoreBugs {
  private MoreBugs() {}

  /** Power goes twice a minute, and with it what the disk only said to have. */
  static final Weather LYING_DISK = weather(30_000, extremes(true, 0, 0, Extremes.Skew.NONE));

  /** Every fourth start finds a damaged journal. */
  static final Weather DAMAGED_DISK = weather(30_000, extremes(false, 0.25, 0, Extremes.Skew.NONE));

  static final Weather GUESSERS = weather(0, extremes(false, 0, 30_000, Extremes.Skew.NONE));

  static final Weather NEWER_GATEWAY =
      weather(0, extremes(false, 0, 0, Extremes.Skew.NEWER_GATEWAY));

  /** What was told is confirmed late. */
  static final Weather SLOW_WIRE =
      new Weather(true, 0, 0, 3_000, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, true, Extremes.NONE);

  private static Weather weather(long powerCutMeanMillis, Extremes extremes) {
    return new Weather(
        true, 0, 0, 20, 0, 0, 0, powerCutMeanMillis, 0, 0, 0, 0, 0, 0, true, extremes);
  }

  private static Extremes extremes(
      boolean lies, double bitFlip, long guesserMeanMillis, Extremes.Skew skew) {
    return new Extremes(
        lies, 0, bitFlip, 0, 0, 0, false, 0, 0, 0, 0, 0, 0, guesserMeanMillis, 0, 0, 0, 0, skew);
  }

  /** Counts starts one by one, so that an older journal begins an epoch again. */
  static final Parts EPOCHS_COUNTED =
      new Parts() {
        @Override
        public EpochSteps epochSteps(EpochSteps honest) {
          return () -> 1;
        }
      };

  /** Does not say where its epoch begins, so that nobody can tell an older journal. */
  static final Parts OLDER_JOURNAL_UNTOLD =
      new Parts() {
        @Override
        public Cabinet cabinet(Cabinet honest) {
          return new OtherCabinet(honest) {
            @Override
            public long firstEventOfEpoch() {
              return 0;
            }
          };
        }
      };

  /** Takes an empty journal for a new cabinet's, and hears of no doubt. */
  static final Parts LOSS_IGNORED =
      new Parts() {
        @Override
        public Journal journal(Journal honest) {
          return new Hopeful(honest);
        }

        @Override
        public Cabinet cabinet(Cabinet honest) {
          return new OtherCabinet(honest) {
            @Override
            public boolean desiredArrived(DesiredState desired) {
              return super.desiredArrived(desired.toBuilder().clearDoubted().build());
            }
          };
        }
      };

  /** Looks at every code. */
  static final Parts CODES_WITHOUT_END =
      new Parts() {
        @Override
        public Cabinet cabinetAtScreen(Cabinet honest) {
          return new OtherCabinet(honest) {
            @Override
            public CompletionStage<KeypadAnswer> codeTyped(String code) {
              return super.codeTyped(code)
                  .thenApply(answer ->
                      answer.answer() == Answer.WAIT
                          ? new KeypadAnswer(Answer.REFUSED, 0, 0)
                          : answer);
            }
          };
        }
      };

  /** Gives up on a document in which something is new. */
  static final Parts NEW_FIELDS_REFUSED =
      new Parts() {
        @Override
        public Cabinet cabinet(Cabinet honest) {
          return new OtherCabinet(honest) {
            @Override
            public boolean desiredArrived(DesiredState desired) {
              return !desired.getUnknownFields().asMap().isEmpty() || super.desiredArrived(desired);
            }
          };
        }
      };

  /** Deletes all it has once anything is confirmed. */
  static final Parts ALL_CONFIRMED =
      new Parts() {
        @Override
        public Cabinet cabinet(Cabinet honest) {
          return new OtherCabinet(honest) {
            @Override
            public void committed(long through) {
              super.committed(snapshot().lastSequence());
            }
          };
        }
      };

  /** Counts what partners were told before it is told. */
  static final Parts PARTNERS_UNTOLD =
      new Parts() {
        @Override
        public WebhookSender ear(WebhookSender honest) {
          return new WebhookSender() {
            @Override
            public Optional<String> objection(String url) {
              return honest.objection(url);
            }

            @Override
            public CompletionStage<Result> send(Partners.Delivery delivery, String secret) {
              return CompletableFuture.completedStage(new Result.Accepted());
            }
          };
        }
      };

  private record Hopeful(Journal honest) implements Journal {
    @Override
    public Contents load() throws JournalException {
      Contents all = honest.load();
      return new Contents(
          all.epoch(),
          all.events(),
          all.compartments(),
          all.results(),
          all.desired(),
          all.counters());
    }

    @Override
    public void commit(Batch batch) throws JournalException {
      honest.commit(batch);
    }

    @Override
    public void close() {
      honest.close();
    }
  }
}
