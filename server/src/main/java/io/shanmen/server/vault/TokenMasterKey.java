package io.shanmen.server.vault;

import io.shanmen.server.vault.TokenKeeper.Answer;
import io.shanmen.server.vault.TokenKeeper.Task;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A master key in a PKCS#11 token. A {@link TokenKeeper} process holds the token; it is started
 * anew, at most every {@link #START_AGAIN_AFTER}, while the token is away.
 */
final class TokenMasterKey implements MasterKey {

  static final Duration START_AGAIN_AFTER = Duration.ofSeconds(3);

  private static final byte[] NOTHING = {};

  private final VaultSettings.Token settings;
  private @Nullable KeeperProcess keeper;
  private volatile MasterState state = MasterState.ABSENT;
  private long triedAtNanos;

  TokenMasterKey(VaultSettings.Token settings) {
    this.settings = settings;
    tryAgain();
  }

  @Override
  public MasterState state() {
    return state;
  }

  /** Asks the token whether it still works; one that was away is looked for again. */
  synchronized void probe() {
    if (keeper != null) {
      ask(Task.PROBE, NOTHING, NOTHING);
    } else if (state.mayComeBack()
        && System.nanoTime() - triedAtNanos > START_AGAIN_AFTER.toNanos()) {
      tryAgain();
    }
  }

  /** Opens the token anew, also after a wrong PIN. */
  synchronized void tryAgain() {
    letGo();
    triedAtNanos = System.nanoTime();
    try {
      keeper = KeeperProcess.start(settings.environment());
      ask(Task.OPEN, bytes(configuration()), bytes(pin()));
    } catch (IOException e) {
      state = MasterState.FAILING;
    }
  }

  /** Makes the master key in the empty token. */
  synchronized void make() {
    ask(Task.MAKE, NOTHING, NOTHING);
  }

  @Override
  public synchronized byte[] wrap(byte[] secret, String purpose) {
    return use(Task.WRAP, purpose, secret);
  }

  @Override
  public synchronized byte[] unwrap(byte[] wrapped, String purpose) {
    return use(Task.UNWRAP, purpose, wrapped);
  }

  private byte[] use(Task task, String purpose, byte[] content) {
    if (state != MasterState.READY) {
      throw new MasterKeyAway(state);
    }
    KeeperProcess.Reply reply = ask(task, bytes(purpose), content);
    if (reply.answer() == Answer.NOT_OURS) {
      throw new NotThisMasterKey(purpose);
    }
    if (reply.answer() != Answer.DONE) {
      throw new MasterKeyAway(state);
    }
    return reply.content();
  }

  private KeeperProcess.Reply ask(Task task, byte[] first, byte[] second) {
    KeeperProcess present = keeper;
    if (present == null) {
      return new KeeperProcess.Reply(Answer.ABSENT, NOTHING);
    }
    KeeperProcess.Reply reply = present.ask(task, first, second);
    state =
        switch (reply.answer()) {
          case DONE, NOT_OURS -> MasterState.READY;
          case EMPTY -> MasterState.EMPTY;
          case ABSENT -> MasterState.ABSENT;
          case PIN_WRONG -> MasterState.PIN_WRONG;
          case LOCKED -> MasterState.LOCKED;
          case FULL -> MasterState.FULL;
          case FAILING -> MasterState.FAILING;
        };
    if (state != MasterState.READY && state != MasterState.EMPTY) {
      letGo();
    }
    return reply;
  }

  private void letGo() {
    if (keeper != null) {
      keeper.close();
      keeper = null;
    }
  }

  /** In the words of the JDK's provider; keys are made to stay in the token. */
  private String configuration() {
    return """
        name = Shanmen
        library = %s
        slotListIndex = %d
        attributes(generate, CKO_SECRET_KEY, *) = {
          CKA_SENSITIVE = true
          CKA_EXTRACTABLE = false
          CKA_ENCRYPT = true
          CKA_DECRYPT = true
        }
        """
        .formatted(settings.library(), settings.slotIndex());
  }

  private String pin() {
    String pin = settings.pin();
    Path file = settings.pinFile();
    if (pin != null && !pin.isEmpty()) {
      return pin;
    }
    try {
      return file == null ? "" : Files.readString(file).strip();
    } catch (IOException e) {
      throw new UncheckedIOException("the PIN file " + file + " cannot be read", e);
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
