package io.shanmen.server.vault;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * A master key (AES-256) in a PKCS#12 keystore under a passphrase. The keystore is made at the
 * first start. Wrapped secrets are a random nonce of 12 bytes, then AES-GCM's output.
 */
final class KeystoreMasterKey implements MasterKey {

  private static final String ALIAS = "shanmen-master";
  private static final int KEY_BYTES = 32;
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;

  private final SecureRandom random = new SecureRandom();
  private final Key key;

  private KeystoreMasterKey(Key key) {
    this.key = key;
  }

  /**
   * Opens the keystore, or makes it where there is none.
   *
   * @throws IllegalStateException if the passphrase does not open it
   */
  static KeystoreMasterKey open(Path keystore, char[] passphrase) {
    try {
      if (!Files.exists(keystore)) {
        create(keystore, passphrase);
      }
      KeyStore store = KeyStore.getInstance("PKCS12");
      try (InputStream in = Files.newInputStream(keystore)) {
        store.load(in, passphrase);
      }
      Key key = store.getKey(ALIAS, passphrase);
      if (key == null) {
        throw new IllegalStateException("no master key in " + keystore);
      }
      return new KeystoreMasterKey(key);
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalStateException(
          "the keystore %s cannot be opened: is the passphrase right? (docs/operations/keys.md)"
              .formatted(keystore),
          e);
    }
  }

  private static void create(Path keystore, char[] passphrase)
      throws IOException, GeneralSecurityException {
    byte[] bytes = new byte[KEY_BYTES];
    SecureRandom.getInstanceStrong().nextBytes(bytes);
    write(keystore, passphrase, bytes);
  }

  /** Writes a keystore with this master key, in the place of any other. */
  static void write(Path keystore, char[] passphrase, byte[] secret)
      throws IOException, GeneralSecurityException {
    SecretKey fresh = new SecretKeySpec(secret, "AES");
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, passphrase);
    store.setEntry(
        ALIAS, new KeyStore.SecretKeyEntry(fresh), new KeyStore.PasswordProtection(passphrase));
    // Written whole or not at all: half a keystore would lock every ticket out.
    Path unfinished = privateFile(keystore.resolveSibling(keystore.getFileName() + ".new"));
    try (OutputStream out = Files.newOutputStream(unfinished)) {
      store.store(out, passphrase);
    }
    Files.move(unfinished, keystore, StandardCopyOption.ATOMIC_MOVE);
  }

  /** A passphrase kept beside the keystore, readable by the server's user only; made if missing. */
  static char[] keptPassphrase(Path file) {
    try {
      if (!Files.exists(file)) {
        byte[] bytes = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(bytes);
        Path unfinished = privateFile(file.resolveSibling(file.getFileName() + ".new"));
        Files.writeString(
            unfinished, Base64.getUrlEncoder().withoutPadding().encodeToString(bytes) + "\n");
        Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
      }
      return Files.readString(file).strip().toCharArray();
    } catch (IOException e) {
      throw new UncheckedIOException("the passphrase file " + file + " cannot be used", e);
    }
  }

  private static Path privateFile(Path file) throws IOException {
    Files.deleteIfExists(file);
    if (Files.getFileStore(file.getParent()).supportsFileAttributeView("posix")) {
      return Files.createFile(
          file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    }
    return Files.createFile(file);
  }

  /** The master key itself, for its backup. */
  byte[] secret() {
    return key.getEncoded();
  }

  @Override
  public MasterState state() {
    return MasterState.READY;
  }

  @Override
  public byte[] wrap(byte[] secret, String purpose) {
    byte[] nonce = new byte[NONCE_BYTES];
    random.nextBytes(nonce);
    try {
      byte[] sealed = cipher(Cipher.ENCRYPT_MODE, nonce, purpose).doFinal(secret);
      byte[] wrapped = Arrays.copyOf(nonce, NONCE_BYTES + sealed.length);
      System.arraycopy(sealed, 0, wrapped, NONCE_BYTES, sealed.length);
      return wrapped;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the master key does not wrap", e);
    }
  }

  @Override
  public byte[] unwrap(byte[] wrapped, String purpose) {
    try {
      return cipher(Cipher.DECRYPT_MODE, Arrays.copyOf(wrapped, NONCE_BYTES), purpose)
          .doFinal(wrapped, NONCE_BYTES, wrapped.length - NONCE_BYTES);
    } catch (GeneralSecurityException e) {
      throw new NotThisMasterKey(purpose);
    }
  }

  private Cipher cipher(int mode, byte[] nonce, String purpose) throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
    cipher.updateAAD(purpose.getBytes(StandardCharsets.UTF_8));
    return cipher;
  }
}
