package cubby.gateway.app.account;

import cubby.gateway.app.port.Accounts;
import cubby.gateway.app.port.Accounts.Role;
import cubby.gateway.app.port.Accounts.SignInCode;
import cubby.gateway.app.port.Clock;
import cubby.gateway.app.port.Messenger;
import cubby.gateway.app.port.Meters;
import cubby.gateway.app.port.Store;
import cubby.gateway.app.port.Tx;
import cubby.gateway.app.port.Vault;
import cubby.gateway.app.usecase.Actor;
import cubby.gateway.app.usecase.SignInUseCases;
import cubby.gateway.domain.site.Phone;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Signs riders in by one-time codes and managers by one-time links. Only keyed hashes of codes and
 * tokens are stored.
 */
public final class SignInService implements SignInUseCases {
  private static final Logger LOG = LoggerFactory.getLogger(SignInService.class);

  static final Duration CODE_LIFETIME = Duration.ofMinutes(5);
  static final int CODE_TRIES = 5;
  static final Duration RIDER_SESSION = Duration.ofDays(90);
  static final Duration MANAGER_SESSION = Duration.ofHours(12);
  static final Duration MANAGER_LINK = Duration.ofDays(1);
  // A sliding session moves at most once a day: reading must not cost a write each time.
  private static final Duration SLIDE = Duration.ofDays(1);
  private static final int LONGEST_TOKEN = 128;

  private final Store<Tx> store;
  private final Vault vault;
  private final Clock clock;
  private final Secrets secrets;
  private final Messenger messenger;
  private final Meters meters;
  private final SignInLimits limits;

  public SignInService(
      Store<Tx> store,
      Vault vault,
      Clock clock,
      Secrets secrets,
      Messenger messenger,
      Meters meters) {
    this.store = store;
    this.vault = vault;
    this.clock = clock;
    this.secrets = secrets;
    this.messenger = messenger;
    this.meters = meters;
    this.limits = new SignInLimits(meters);
  }

  @Override
  public CompletionStage<CodeAnswer> sendCode(String phone, Locale language, String client) {
    Optional<String> parsed = Phone.parse(phone);
    if (parsed.isEmpty()) {
      return CompletableFuture.completedFuture(new CodeAnswer.InvalidPhone());
    }
    String number = parsed.get();
    Instant now = clock.now();
    String phoneHash = phoneHash(number);
    Optional<Duration> wait = limits.beforeCode(phoneHash, client, now);
    if (wait.isPresent()) {
      return CompletableFuture.completedFuture(new CodeAnswer.Limited(wait.get()));
    }
    String code = secrets.signInCode();
    SignInCode row =
        new SignInCode(phoneHash, codeHash(phoneHash, code), now.plus(CODE_LIFETIME), CODE_TRIES);
    return store
        .write(tx -> {
          tx.accounts().putCode(row);
          return true;
        })
        .thenApply(stored -> {
          send(number, language, code);
          return new CodeAnswer.Sent();
        });
  }

  /** Not awaited: how long it takes or whether it fails would tell something about the phone. */
  private void send(String number, Locale language, String code) {
    boolean chinese = language.getLanguage().equals("zh");
    String text =
        chinese
            ? "Cubby 登录验证码：" + code + "，5 分钟内有效。请勿告诉他人。"
            : "Your Cubby sign-in code is " + code + ". Valid for 5 minutes. Tell it to nobody.";
    Messenger.Message message =
        new Messenger.Message(secrets.id(), number, Messenger.Kind.SIGN_IN_CODE, language, text);
    // A sender that throws has failed like one that says so later.
    var unused =
        CompletableFuture.completedFuture(message)
            .thenCompose(messenger::send)
            .whenComplete((done, failure) -> {
              meters.message(Messenger.Kind.SIGN_IN_CODE, failure == null);
              if (failure == null) {
                meters.signIn("code_sent");
              } else {
                LOG.warn("a sign-in code could not be sent: {}", failure.getClass().getName());
              }
            });
  }

  @Override
  public CompletionStage<SignInAnswer> signIn(String phone, String code, String client) {
    Instant now = clock.now();
    Optional<Duration> wait = limits.beforeTry(client, now);
    if (wait.isPresent()) {
      return CompletableFuture.completedFuture(new SignInAnswer.Limited(wait.get()));
    }
    Optional<String> number = Phone.parse(phone);
    if (number.isEmpty()) {
      return CompletableFuture.completedFuture(counted(new SignInAnswer.Wrong()));
    }
    String token = secrets.token();
    String newRider = secrets.id();
    return store
        .write(tx -> {
          Accounts table = tx.accounts();
          return spendCode(table, number.get(), code, now)
              ? signedIn(table, number.get(), newRider, token, now)
              : new SignInAnswer.Wrong();
        })
        .thenApply(this::counted);
  }

  private boolean spendCode(Accounts table, String number, String code, Instant now) {
    String phoneHash = phoneHash(number);
    Optional<SignInCode> found = table.codeOf(phoneHash).filter(c -> c.expiresAt().isAfter(now));
    if (found.isEmpty()) {
      return false;
    }
    SignInCode row = found.get();
    boolean right = same(row.codeIndex(), codeHash(phoneHash, code));
    if (right || row.triesLeft() <= 1) {
      table.deleteCode(phoneHash);
    } else {
      table.putCode(
          new SignInCode(phoneHash, row.codeIndex(), row.expiresAt(), row.triesLeft() - 1));
    }
    return right;
  }

  private SignInAnswer signedIn(
      Accounts table, String number, String newRider, String token, Instant now) {
    String rider = table.riderOf(phoneHash(number), vault.seal(number), newRider, now);
    table.putSession(
        new Accounts.Session(tokenHash(token), Role.RIDER, rider, now, now.plus(RIDER_SESSION)));
    return new SignInAnswer.SignedIn(
        token, RIDER_SESSION, new Session(new Actor.Rider(rider), Phone.masked(number), null));
  }

  @Override
  public CompletionStage<SignInAnswer> signInManager(String linkToken, String client) {
    Instant now = clock.now();
    Optional<Duration> wait = limits.beforeTry(client, now);
    if (wait.isPresent()) {
      return CompletableFuture.completedFuture(new SignInAnswer.Limited(wait.get()));
    }
    String token = secrets.token();
    String manager = secrets.id();
    return store
        .write(tx -> {
          Accounts table = tx.accounts();
          if (linkToken.length() > LONGEST_TOKEN
              || !table.useManagerLink(linkHash(linkToken), now)) {
            return new SignInAnswer.Wrong();
          }
          table.putSession(
              new Accounts.Session(
                  tokenHash(token), Role.MANAGER, manager, now, now.plus(MANAGER_SESSION)));
          return new SignInAnswer.SignedIn(
              token, MANAGER_SESSION, new Session(new Actor.Manager(manager), null, null));
        })
        .thenApply(this::counted);
  }

  @Override
  public CompletionStage<Optional<Session>> session(String token) {
    if (token.length() > LONGEST_TOKEN) {
      return CompletableFuture.completedFuture(Optional.empty());
    }
    Instant now = clock.now();
    String hash = tokenHash(token);
    return store.read(tx -> find(tx.accounts(), hash, now)).thenCompose(found -> slide(found, now));
  }

  private Optional<Found> find(Accounts table, String tokenHash, Instant now) {
    return table
        .session(tokenHash)
        .filter(row -> row.expiresAt().isAfter(now))
        .map(row -> new Found(row, maskedPhone(table, row)));
  }

  private @Nullable String maskedPhone(Accounts table, Accounts.Session row) {
    if (row.role() != Role.RIDER) {
      return null;
    }
    return table
        .sealedPhoneOf(row.subject())
        .map(sealed -> Phone.masked(vault.open(sealed)))
        .orElse(null);
  }

  private CompletionStage<Optional<Session>> slide(Optional<Found> found, Instant now) {
    if (found.isEmpty()) {
      return CompletableFuture.completedFuture(Optional.empty());
    }
    Accounts.Session row = found.get().row();
    Instant full = now.plus(RIDER_SESSION);
    boolean due =
        row.role() == Role.RIDER && Duration.between(row.expiresAt(), full).compareTo(SLIDE) > 0;
    if (!due) {
      return CompletableFuture.completedFuture(Optional.of(found.get().session(null)));
    }
    return store.write(tx -> {
      tx.accounts().extendSession(row.tokenIndex(), full);
      return Optional.of(found.get().session(RIDER_SESSION));
    });
  }

  @Override
  public CompletionStage<Boolean> signOut(String token) {
    return store.write(tx -> tx.accounts().deleteSession(tokenHash(token)));
  }

  @Override
  public CompletionStage<String> newManagerLink() {
    String token = secrets.token();
    Instant until = clock.now().plus(MANAGER_LINK);
    return store.write(tx -> {
      tx.accounts().putManagerLink(linkHash(token), until);
      return token;
    });
  }

  /** Deletes what ended; call it now and then. */
  public CompletionStage<Integer> deleteExpired() {
    Instant now = clock.now();
    return store.write(tx -> tx.accounts().deleteExpired(now));
  }

  private SignInAnswer counted(SignInAnswer answer) {
    switch (answer) {
      case SignInAnswer.SignedIn(var token, var lifetime, Session session) ->
          meters.signIn(session.actor() instanceof Actor.Manager ? "manager" : "rider");
      case SignInAnswer.Wrong() -> meters.signIn("wrong");
      case SignInAnswer.Limited limited -> {
        // Counted by the limit itself.
      }
    }
    return answer;
  }

  private String phoneHash(String number) {
    return vault.index("phone", number);
  }

  private String codeHash(String phoneHash, String code) {
    return vault.index("sign-in-code", phoneHash + ":" + code);
  }

  private String tokenHash(String token) {
    return vault.index("session", token);
  }

  private String linkHash(String token) {
    return vault.index("manager-link", token);
  }

  private static boolean same(String hash, String other) {
    return MessageDigest.isEqual(
        hash.getBytes(java.nio.charset.StandardCharsets.US_ASCII),
        other.getBytes(java.nio.charset.StandardCharsets.US_ASCII));
  }

  /** A session as stored, with what its owner may see. */
  private record Found(Accounts.Session row, @Nullable String phone) {
    Session session(@Nullable Duration renewFor) {
      Actor actor =
          switch (row.role()) {
            case RIDER -> new Actor.Rider(row.subject());
            case MANAGER -> new Actor.Manager(row.subject());
          };
      return new Session(actor, phone, renewFor);
    }
  }
}
