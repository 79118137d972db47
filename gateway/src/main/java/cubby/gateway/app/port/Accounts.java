package cubby.gateway.app.port;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Riders, one-time codes, sessions and managers' links, as one transaction sees them. */
public interface Accounts {

  /** The id of the rider with that phone; the given id where the phone is new. */
  String riderOf(String phoneHash, String sealedPhone, String newId, Instant now);

  /** The sealed phone of a rider. */
  Optional<String> sealedPhoneOf(String riderId);

  /** Stores a one-time code; an earlier one of that phone is void. */
  void putCode(SignInCode code);

  Optional<SignInCode> codeOf(String phoneHash);

  void deleteCode(String phoneHash);

  void putSession(Session session);

  Optional<Session> session(String tokenHash);

  /** Moves the end of a session. */
  void extendSession(String tokenHash, Instant expiresAt);

  /** Whether there was such a session. */
  boolean deleteSession(String tokenHash);

  void putManagerLink(String tokenHash, Instant expiresAt);

  /** Takes an unexpired link out; answers whether there was one. */
  boolean useManagerLink(String tokenHash, Instant now);

  /** Deletes codes, sessions and links that ended before; answers how many. */
  int deleteExpired(Instant now);

  /**
   * A one-time code.
   *
   * @param codeHash keyed hash of code and phone
   * @param triesLeft wrong tries that are still borne
   */
  record SignInCode(String phoneHash, String codeHash, Instant expiresAt, int triesLeft) {}

  /**
   * A signed-in browser.
   *
   * @param subject the rider's or the manager's id
   * @param phoneOf the rider whose phone it is; null for managers
   */
  record Session(
      String tokenHash,
      Role role,
      String subject,
      @Nullable String phoneOf,
      Instant createdAt,
      Instant expiresAt) {}

  /** What a session allows. */
  enum Role {
    RIDER,
    MANAGER
  }
}
