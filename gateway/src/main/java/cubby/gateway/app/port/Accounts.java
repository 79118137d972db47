package cubby.gateway.app.port;

import java.time.Instant;
import java.util.Optional;

/** Riders, one-time codes, sessions and managers' links, as one transaction sees them. */
public interface Accounts {

  /** The id of the rider with that phone; the given id where the phone is new. */
  String riderOf(String phoneIndex, String sealedPhone, String newId, Instant now);

  /** The sealed phone of a rider. */
  Optional<String> sealedPhoneOf(String riderId);

  /** Stores a one-time code; an earlier one of that phone is void. */
  void putCode(SignInCode code);

  Optional<SignInCode> codeOf(String phoneIndex);

  void deleteCode(String phoneIndex);

  void putSession(Session session);

  Optional<Session> session(String tokenIndex);

  /** Moves the end of a session. */
  void extendSession(String tokenIndex, Instant expiresAt);

  /** Whether there was such a session. */
  boolean deleteSession(String tokenIndex);

  void putManagerLink(String tokenIndex, Instant expiresAt);

  /** Takes an unexpired link out; answers whether there was one. */
  boolean useManagerLink(String tokenIndex, Instant now);

  /** Deletes codes, sessions and links that ended before; answers how many. */
  int deleteExpired(Instant now);

  /**
   * A one-time code.
   *
   * @param codeIndex keyed hash of code and phone
   * @param triesLeft wrong tries that are still borne
   */
  record SignInCode(String phoneIndex, String codeIndex, Instant expiresAt, int triesLeft) {}

  /**
   * A signed-in browser.
   *
   * @param subject the rider's or the manager's id
   */
  record Session(
      String tokenIndex, Role role, String subject, Instant createdAt, Instant expiresAt) {}

  /** What a session allows. */
  enum Role {
    RIDER,
    MANAGER
  }
}
