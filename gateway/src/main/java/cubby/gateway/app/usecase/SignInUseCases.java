package cubby.gateway.app.usecase;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** How riders and managers become known. Callable from any thread. */
public interface SignInUseCases {

  /**
   * Sends a one-time code. The answer never tells whether the phone is known.
   *
   * @param client the caller's network address, for the rate limit
   */
  CompletionStage<CodeAnswer> sendCode(String phone, Locale language, String client);

  /** Makes a session for whoever knows the code. */
  CompletionStage<SignInAnswer> signIn(String phone, String code, String client);

  /** Makes a manager's session for whoever holds an unused link. */
  CompletionStage<SignInAnswer> signInManager(String linkToken, String client);

  /** Who a session token stands for; empty where it is unknown or over. */
  CompletionStage<Optional<Session>> session(String token);

  /** Ends a session. */
  CompletionStage<Boolean> signOut(String token);

  /** The token of a new one-time link for a manager, good for one day. */
  CompletionStage<String> newManagerLink();

  /** What became of the wish for a code. */
  sealed interface CodeAnswer {
    record Sent() implements CodeAnswer {}

    record InvalidPhone() implements CodeAnswer {}

    record Limited(Duration retryAfter) implements CodeAnswer {}
  }

  /** What became of a sign-in. */
  sealed interface SignInAnswer {
    /**
     * @param token 256 random bits; only its hash is kept
     * @param lifetime how long the browser shall keep it
     */
    record SignedIn(String token, Duration lifetime, Session session) implements SignInAnswer {}

    /** Wrong, expired, used, or never issued: not told apart. */
    record Wrong() implements SignInAnswer {}

    record Limited(Duration retryAfter) implements SignInAnswer {}
  }

  /**
   * A signed-in person.
   *
   * @param phone masked; null for managers
   * @param renewFor set where the session was prolonged: the browser shall keep its cookie so long
   */
  record Session(Actor actor, @Nullable String phone, @Nullable Duration renewFor) {}
}
