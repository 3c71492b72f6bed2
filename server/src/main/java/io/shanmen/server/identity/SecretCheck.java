package io.shanmen.server.identity;

import io.shanmen.kernel.outcome.Outcome;
import io.shanmen.kernel.outcome.Refusal;
import io.shanmen.server.audit.Audit;
import io.shanmen.server.audit.AuditActor;
import io.shanmen.server.audit.AuditEntry;
import io.shanmen.server.audit.AuditSubject;
import io.shanmen.server.identity.Accounts.Account;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Checks a password or PIN with everything around it: locked names and terminals, the same time and
 * answer for unknown names, counting of failures, the log.
 */
@Component
class SecretCheck {

  private static final Pattern PIN = Pattern.compile("\\d{6}");
  private static final int STRIPES = 64;

  private final Accounts accounts;
  private final SealedNames names;
  private final Secrets secrets;
  private final LockOut lockOut;
  private final Audit audit;

  /** Tries for one name take turns: guesses made at once cannot slip past the limit together. */
  private final Lock[] turns =
      Stream.generate(ReentrantLock::new).limit(STRIPES).toArray(Lock[]::new);

  SecretCheck(Accounts accounts, SealedNames names, Secrets secrets, LockOut lockOut, Audit audit) {
    this.accounts = accounts;
    this.names = names;
    this.secrets = secrets;
    this.lockOut = lockOut;
    this.audit = audit;
  }

  /**
   * One try.
   *
   * @param actor who tries, for the log
   * @param action what is tried, for the log
   * @param wrong the refusal for a wrong secret or unknown name
   */
  record Attempt(AuditActor actor, String action, UUID terminalId, IdentityProblem wrong) {}

  /** What was typed as a sign-in name. */
  SignInIndex typed(String signInName) {
    return names.index(signInName);
  }

  /** The password. */
  Outcome<Account> password(SignInIndex whose, String password, Attempt attempt) {
    return inTurn(
        whose, attempt, account -> account == null ? null : account.passwordHash(), password);
  }

  /** Six digits are the PIN, anything else the password. */
  Outcome<Account> pinOrPassword(SignInIndex whose, String secret, Attempt attempt) {
    boolean isPin = PIN.matcher(secret).matches();
    return inTurn(
        whose,
        attempt,
        account -> {
          if (account == null) {
            return null;
          }
          return isPin ? account.pinHash() : account.passwordHash();
        },
        secret);
  }

  private interface StoredHash {
    @Nullable String of(@Nullable Account account);
  }

  private Outcome<Account> inTurn(
      SignInIndex whose, Attempt attempt, StoredHash stored, String secret) {
    Lock turn = turns[Math.floorMod(whose.hashCode(), STRIPES)];
    turn.lock();
    try {
      return check(whose, attempt, stored, secret);
    } finally {
      turn.unlock();
    }
  }

  private Outcome<Account> check(
      SignInIndex whose, Attempt attempt, StoredHash stored, String secret) {
    Optional<Refusal> locked = lockOut.locked(whose, attempt.terminalId());
    if (locked.isPresent()) {
      return refused(whose, attempt, locked.get());
    }
    Account account = accounts.byIndex(whose).filter(found -> !found.disabled()).orElse(null);
    return switch (secrets.matches(secret, stored.of(account))) {
      case Outcome.Refused<Boolean>(Refusal busy) -> Outcome.refused(busy);
      case Outcome.Done<Boolean>(Boolean matches) -> {
        if (account == null || !matches) {
          lockOut.failed(whose, attempt.terminalId());
          yield refused(whose, attempt, Refusal.of(attempt.wrong()));
        }
        lockOut.clear(whose);
        yield Outcome.done(account);
      }
    };
  }

  private Outcome<Account> refused(SignInIndex whose, Attempt attempt, Refusal refusal) {
    audit.record(
        AuditEntry.refused(
            attempt.actor(),
            attempt.action(),
            new AuditSubject("sign_in_name", SealedNames.mark(whose)),
            refusal.code().name()));
    return Outcome.refused(refusal);
  }
}
