package io.shanmen.server.vault;

import io.shanmen.ciphers.KeyWrap;
import io.shanmen.ciphers.SecretParts;
import io.shanmen.kernel.outcome.Outcome;
import io.shanmen.kernel.outcome.Refusal;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The backup of keys. Secrets are sealed for its key pair, also those that come after it was made;
 * the private half is sealed under a secret that exists only as the parts that people hold.
 */
@Component
public class Recovery {

  /** How many parts are made: one for each of two people, one for a safe. */
  static final int PARTS = 3;

  /** How many of them open the backup. */
  static final int NEEDED = 2;

  private static final String KEYSTORE_PURPOSE = "recovery/keystore";
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;

  /** Open only while the work of {@link #with} runs, for its thread. */
  private static final ScopedValue<Opened> OPENED = ScopedValue.newInstance();

  private final SecureRandom random = new SecureRandom();
  private final RecoveryStore store;
  private final InstantSource clock;

  Recovery(RecoveryStore store, InstantSource clock) {
    this.store = store;
    this.clock = clock;
  }

  /**
   * A fresh backup. The parts are nowhere else: whoever forgets them makes another one.
   *
   * @param parts as they are written down, one for each person
   */
  public record Made(KeyBackupFacts facts, List<String> parts) {
    public Made {
      parts = List.copyOf(parts);
    }

    /** Never shows a part in a log. */
    @Override
    public String toString() {
      return "Made[" + facts + "]";
    }
  }

  /** A backup that its parts have opened. */
  public static final class Opened {
    private final KeyBackupFacts facts;
    private final KeyPair pair;
    private final byte[] keystoreSealed;

    private Opened(RecoveryStore.Stored stored, KeyPair pair) {
      this.facts = stored.facts();
      this.pair = pair;
      this.keystoreSealed = stored.keystoreSealed();
    }

    public KeyBackupFacts facts() {
      return facts;
    }

    /** The keystore's master key. */
    byte[] keystoreSecret() {
      return KeyWrap.unwrap(pair, keystoreSealed, KEYSTORE_PURPOSE).orElseThrow();
    }
  }

  /** For whoever looks without the server. */
  public static Recovery in(DataSource database, InstantSource clock) {
    return new Recovery(new RecoveryStore(JdbcClient.create(database)), clock);
  }

  /** The present backup, if there is one. */
  public Optional<KeyBackupFacts> present() {
    return store.present().map(RecoveryStore.Stored::facts);
  }

  /** Makes a backup in the place of the former, in the caller's transaction. */
  Made begin(byte[] keystoreSecret) {
    byte[] secret = new byte[BackupPart.SECRET_BYTES];
    random.nextBytes(secret);
    KeyPair pair = freshPair();
    KeyBackupFacts facts = new KeyBackupFacts(random.nextInt(), PARTS, NEEDED, clock.instant());
    byte[] publicKey = pair.getPublic().getEncoded();
    store.replace(
        new RecoveryStore.Stored(
            facts,
            publicKey,
            cover(secret, pair.getPrivate().getEncoded(), facts.backupId()),
            KeyWrap.wrap(publicKey, keystoreSecret, KEYSTORE_PURPOSE)));
    return new Made(
        facts,
        SecretParts.split(secret, NEEDED, PARTS, random).stream()
            .map(part -> new BackupPart(facts.backupId(), NEEDED, part).text())
            .toList());
  }

  /** Seals a secret for the backup, if there is one, in the caller's transaction. */
  void seal(byte[] secret, String purpose) {
    store
        .present()
        .ifPresent(
            backup ->
                store.put(
                    backup.facts().backupId(),
                    purpose,
                    KeyWrap.wrap(backup.publicKey(), secret, purpose)));
  }

  /** A secret from the backup; nothing while it is shut, or if it never held it. */
  Optional<byte[]> opened(String purpose) {
    if (!OPENED.isBound()) {
      return Optional.empty();
    }
    Opened opened = OPENED.get();
    return store
        .find(opened.facts.backupId(), purpose)
        .flatMap(kept -> KeyWrap.unwrap(opened.pair, kept, purpose));
  }

  /** Does something while the backup is open. */
  public <T> T with(Opened opened, Supplier<T> work) {
    return ScopedValue.where(OPENED, opened).call(work::get);
  }

  /**
   * Opens the backup.
   *
   * @param typed the parts as people entered them, in any order
   * @return refused as {@link RecoveryProblem} says
   */
  public Outcome<Opened> open(List<String> typed) {
    return store
        .present()
        .map(stored -> parts(typed, stored.facts()).then(parts -> open(parts, stored)))
        .orElseGet(() -> Outcome.refused(RecoveryProblem.KEY_BACKUP_MISSING));
  }

  private static Outcome<List<SecretParts.Part>> parts(List<String> typed, KeyBackupFacts backup) {
    List<SecretParts.Part> parts = new ArrayList<>();
    Set<Integer> numbers = new HashSet<>();
    for (String text : typed) {
      int nth = parts.size() + 1;
      switch (BackupPart.read(text)) {
        case Outcome.Refused<BackupPart>(Refusal refusal) -> {
          return Outcome.refused(Refusal.of(refusal.code(), "nth", nth));
        }
        case Outcome.Done<BackupPart>(BackupPart part) -> {
          if (part.backupId() != backup.backupId()) {
            return Outcome.refused(
                RecoveryProblem.KEY_PART_OF_ANOTHER_BACKUP,
                Map.of(
                    "nth",
                    nth,
                    "found",
                    KeyBackupFacts.number(part.backupId()),
                    "wanted",
                    backup.number()));
          }
          if (!numbers.add(part.part().number())) {
            return Outcome.refused(RecoveryProblem.KEY_PART_TWICE);
          }
          parts.add(part.part());
        }
      }
    }
    return parts.size() < backup.needed()
        ? Outcome.refused(RecoveryProblem.KEY_PARTS_TOO_FEW, Map.of("needed", backup.needed()))
        : Outcome.done(parts);
  }

  private static Outcome<Opened> open(List<SecretParts.Part> parts, RecoveryStore.Stored stored) {
    try {
      byte[] encoded =
          uncover(SecretParts.join(parts), stored.privateSealed(), stored.facts().backupId());
      KeyFactory factory = KeyFactory.getInstance("EC");
      KeyPair pair =
          new KeyPair(
              factory.generatePublic(new X509EncodedKeySpec(stored.publicKey())),
              factory.generatePrivate(new PKCS8EncodedKeySpec(encoded)));
      return Outcome.done(new Opened(stored, pair));
    } catch (AEADBadTagException notThese) {
      return Outcome.refused(RecoveryProblem.KEY_PARTS_WRONG);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the key backup is damaged", e);
    }
  }

  private static KeyPair freshPair() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("no P-256", e);
    }
  }

  private byte[] cover(byte[] secret, byte[] content, int backupId) {
    byte[] nonce = new byte[NONCE_BYTES];
    random.nextBytes(nonce);
    try {
      byte[] hidden = cipher(Cipher.ENCRYPT_MODE, secret, nonce, backupId).doFinal(content);
      return ByteBuffer.allocate(NONCE_BYTES + hidden.length).put(nonce).put(hidden).array();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("no AES-GCM", e);
    }
  }

  private static byte[] uncover(byte[] secret, byte[] hidden, int backupId)
      throws GeneralSecurityException {
    return cipher(Cipher.DECRYPT_MODE, secret, Arrays.copyOf(hidden, NONCE_BYTES), backupId)
        .doFinal(hidden, NONCE_BYTES, hidden.length - NONCE_BYTES);
  }

  private static Cipher cipher(int mode, byte[] secret, byte[] nonce, int backupId)
      throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(mode, new SecretKeySpec(secret, "AES"), new GCMParameterSpec(TAG_BITS, nonce));
    cipher.updateAAD(ByteBuffer.allocate(Integer.BYTES).putInt(backupId).array());
    return cipher;
  }
}
