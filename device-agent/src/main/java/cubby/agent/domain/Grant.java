package cubby.agent.domain;

/**
 * The right to open one compartment by code. The arrays are shared, never changed.
 *
 * @param salt 16 random bytes
 * @param codeHash HMAC-SHA256(cabinet key, salt || code), 32 bytes
 * @param notAfterUtcMillis 0 = until revoked; ignored while the wall clock is not trusted
 */
@SuppressWarnings("ArrayRecordComponent") // never compared: a grant is known by its id
public record Grant(
    String id,
    String depositId,
    int compartment,
    byte[] salt,
    byte[] codeHash,
    long notAfterUtcMillis) {

  /** Length of a salt, in bytes. */
  public static final int SALT_BYTES = 16;

  /** Length of a code hash, in bytes. */
  public static final int HASH_BYTES = 32;

  boolean wellFormed() {
    return !id.isEmpty()
        && !depositId.isEmpty()
        && salt.length == SALT_BYTES
        && codeHash.length == HASH_BYTES;
  }

  boolean liveAt(Moment now) {
    return notAfterUtcMillis == 0 || now.utcMillis() == 0 || now.utcMillis() <= notAfterUtcMillis;
  }

  /** Names the grant only: its hash is of no use in a log. */
  @Override
  public String toString() {
    return "Grant[" + id + ", compartment " + compartment + "]";
  }
}
