package cubby.agent.domain;

import java.security.MessageDigest;
import java.util.Arrays;

/**
 * The right to open one compartment by code. The arrays are shared, never changed.
 *
 * @param salt 16 random bytes
 * @param codeHash HMAC-SHA256(cabinet key, salt || code), 32 bytes
 * @param notAfterUtcMillis 0 = until revoked; ignored while the wall clock is not trusted
 */
@SuppressWarnings("ArrayRecordComponent") // compared by says() only
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

  /** Whether the other is the same right with the same code. */
  boolean says(Grant other) {
    return id.equals(other.id)
        && depositId.equals(other.depositId)
        && compartment == other.compartment
        && notAfterUtcMillis == other.notAfterUtcMillis
        && Arrays.equals(salt, other.salt)
        && MessageDigest.isEqual(codeHash, other.codeHash);
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
