package cubby.gateway.app;

import cubby.gateway.app.port.CabinetAuthenticator;
import cubby.gateway.app.port.CabinetLink;
import cubby.gateway.app.port.Cabinets;
import cubby.gateway.app.port.Store;
import cubby.gateway.app.port.Tx;
import cubby.gateway.app.port.Vault;
import cubby.wire.Topic;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** Lets cabinets in: makes their secrets, and knows them again from memory. */
public final class Enrolment implements CabinetAuthenticator {
  private static final int KEY_BYTES = 32;

  /**
   * What a cabinet is given once and the gateway cannot tell again.
   *
   * @param secret the MQTT password, as ASCII text
   * @param cabinetKey 32 bytes, the key of its code hashes
   */
  @SuppressWarnings("ArrayRecordComponent") // handed over once, never compared
  public record Enrolled(String cabinet, String secret, byte[] cabinetKey) {}

  private final Store<Tx> store;
  private final Ids ids;
  private final Vault vault;
  private final CabinetLink link;
  private final Map<String, byte[]> hashes = new ConcurrentHashMap<>();

  /** Counts our own enrolments: what was read before one of them is older than what is known. */
  private final AtomicLong changes = new AtomicLong();

  Enrolment(Store<Tx> store, Ids ids, Vault vault, CabinetLink link) {
    this.store = store;
    this.ids = ids;
    this.vault = vault;
    this.link = link;
  }

  /** Reads who is enrolled; before the first connection is accepted. */
  CompletionStage<Boolean> load() {
    return store
        .read(tx -> tx.cabinets().enrolled())
        .thenApply(all -> {
          all.forEach(e -> hashes.put(e.id(), Base64.getDecoder().decode(e.secretHash())));
          return true;
        });
  }

  /**
   * Reads again who is enrolled: another process on the same data may have enrolled somebody. Who
   * is connected with a secret that is void now is sent away.
   */
  CompletionStage<Boolean> refresh() {
    long before = changes.get();
    return store.read(tx -> tx.cabinets().enrolled()).thenApply(all -> take(all, before));
  }

  private boolean take(List<Cabinets.Enrolled> all, long before) {
    boolean anyNew = false;
    for (Cabinets.Enrolled enrolled : all) {
      byte[] hash = Base64.getDecoder().decode(enrolled.secretHash());
      byte[] known = hashes.get(enrolled.id());
      if (changes.get() != before) {
        return anyNew;
      }
      if (known == null || !MessageDigest.isEqual(known, hash)) {
        hashes.put(enrolled.id(), hash);
        link.disconnect(enrolled.id());
        anyNew = true;
      }
    }
    return anyNew;
  }

  /**
   * Makes a new secret and key. A cabinet that was enrolled before must be given both again.
   *
   * @throws IllegalArgumentException where the id can be no cabinet's
   */
  public CompletionStage<Enrolled> enrol(String cabinet) {
    if (!Topic.isCabinetId(cabinet)) {
      throw new IllegalArgumentException(cabinet + " cannot be the id of a cabinet");
    }
    String secret = ids.token();
    byte[] key = ids.bytes(KEY_BYTES);
    byte[] hash = hash(secret.getBytes(StandardCharsets.US_ASCII));
    String sealedKey = vault.seal(Base64.getEncoder().encodeToString(key));
    changes.incrementAndGet();
    return store
        .write(tx -> {
          tx.cabinets().enrol(cabinet, Base64.getEncoder().encodeToString(hash), sealedKey);
          return true;
        })
        .thenApply(_ -> {
          hashes.put(cabinet, hash);
          changes.incrementAndGet();
          // Whoever came in with the old secret, perhaps a thief, is not to stay.
          link.disconnect(cabinet);
          return new Enrolled(cabinet, secret, key);
        });
  }

  /** Whether the cabinet was ever enrolled. */
  public boolean isEnrolled(String cabinet) {
    return hashes.containsKey(cabinet);
  }

  @Override
  public boolean authenticate(String cabinet, byte[] secret) {
    byte[] offered = hash(secret);
    byte[] known = hashes.get(cabinet);
    return known != null && MessageDigest.isEqual(known, offered);
  }

  /**
   * The secret has 192 random bits: one fast hash is enough to keep it from readers of the file.
   */
  private static byte[] hash(byte[] secret) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(secret);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this JDK lacks SHA-256", e);
    }
  }
}
