package cubby.gateway.app.port;

import cubby.gateway.domain.cabinet.EventStream;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The enrolled cabinets and how far each is known. */
public interface Cabinets {

  Optional<CabinetRow> find(String id);

  /** In the order of their ids. */
  List<CabinetRow> all();

  /** Adds a cabinet, or gives an enrolled one a new secret and key. */
  void enrol(String id, String secretHash, String sealedKey);

  /** The secrets' hashes of all cabinets. */
  List<Enrolled> enrolled();

  /** Replaces everything but the secret and the key. */
  void save(CabinetRow row);

  record Enrolled(String id, String secretHash) {}

  /**
   * @param sealedKey the key of its code hashes, sealed by the vault
   * @param epoch of the last hello; 0 before the first
   * @param actionSequence last number given to an action
   * @param desiredVersion of the document that the cabinet should have
   * @param desiredApplied the version that it said to have
   * @param settings fingerprint of the site's settings inside that document
   */
  record CabinetRow(
      String id,
      String sealedKey,
      EventStream stream,
      long epoch,
      Optional<Instant> lastSeenAt,
      long actionSequence,
      long desiredVersion,
      long desiredApplied,
      String settings) {

    /** Whether the cabinet said that it has the newest desired state. */
    public boolean hasNewestDesired() {
      return desiredApplied == desiredVersion;
    }

    /** The same at another place of its event stream. */
    public CabinetRow at(EventStream next, Instant seenAt) {
      return new CabinetRow(
          id,
          sealedKey,
          next,
          epoch,
          Optional.of(seenAt),
          actionSequence,
          desiredVersion,
          desiredApplied,
          settings);
    }

    /** The same after a hello. */
    public CabinetRow greeted(long newEpoch, long applied) {
      return new CabinetRow(
          id,
          sealedKey,
          stream,
          newEpoch,
          lastSeenAt,
          actionSequence,
          desiredVersion,
          applied,
          settings);
    }

    /** The same after a cabinet told the highest number of an action that it knows. */
    public CabinetRow actionsFrom(long known) {
      return new CabinetRow(
          id,
          sealedKey,
          stream,
          epoch,
          lastSeenAt,
          Math.max(actionSequence, known),
          desiredVersion,
          desiredApplied,
          settings);
    }

    /** The same after one more action. */
    public CabinetRow nextAction() {
      return new CabinetRow(
          id,
          sealedKey,
          stream,
          epoch,
          lastSeenAt,
          actionSequence + 1,
          desiredVersion,
          desiredApplied,
          settings);
    }

    /**
     * The same with a new desired document, newer than any the cabinet says to have: it ignores
     * what is not, also from a gateway that runs on an old copy of its data.
     */
    public CabinetRow nextDesired(String newSettings) {
      return new CabinetRow(
          id,
          sealedKey,
          stream,
          epoch,
          lastSeenAt,
          actionSequence,
          Math.max(desiredVersion, desiredApplied) + 1,
          desiredApplied,
          newSettings);
    }
  }
}
