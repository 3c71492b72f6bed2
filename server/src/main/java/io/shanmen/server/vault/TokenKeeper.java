package io.shanmen.server.vault;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.security.Provider;
import java.security.ProviderException;
import java.security.SecureRandom;
import java.security.Security;
import java.util.Arrays;
import java.util.Objects;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.KeyGenerator;
import javax.crypto.spec.GCMParameterSpec;
import org.jspecify.annotations.Nullable;

/**
 * {@code java -jar shanmen-server-app.jar token-keeper}: the process that talks to a PKCS#11 token
 * by the JDK's own provider, for the server at the other end of its standard input and output.
 *
 * <p>It is a process of its own because a driver is native code of a stranger: it may crash or hang
 * without taking the park along, and many drivers (SoftHSM's too) find a token that was pulled out
 * and put back only when they are loaded anew. It ends when the server does.
 *
 * <p>The master key (AES-256) is made inside the token, sensitive and not extractable.
 */
public final class TokenKeeper {

  static final String ALIAS = "shanmen-master";

  /** The longest message in either direction. */
  static final int MESSAGE_LIMIT_BYTES = 1 << 20;

  private static final int KEY_BITS = 256;
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;
  private static final int PROBE_BYTES = 16;

  /** What the server asks for. */
  enum Task {
    /** Parameters: the provider's configuration, the PIN. */
    OPEN,
    MAKE,
    PROBE,
    /** Parameters: purpose, secret. */
    WRAP,
    /** Parameters: purpose, wrapped secret. */
    UNWRAP
  }

  /** How it went. */
  enum Answer {
    DONE,
    /** The wrapped secret was not wrapped by this key for this purpose. */
    NOT_OURS,
    EMPTY,
    ABSENT,
    PIN_WRONG,
    LOCKED,
    FULL,
    FAILING
  }

  private final SecureRandom random = new SecureRandom();
  private @Nullable Provider provider;
  private @Nullable Key key;

  private TokenKeeper() {}

  /** Serves until the other end is gone. */
  public static void run(InputStream in, OutputStream out) throws IOException {
    new TokenKeeper().serve(new DataInputStream(in), new DataOutputStream(out));
  }

  private void serve(DataInputStream in, DataOutputStream out) throws IOException {
    while (true) {
      Task task;
      try {
        task = Task.values()[in.readByte()];
      } catch (EOFException serverGone) {
        return;
      }
      byte[] first = read(in);
      byte[] second = read(in);
      byte[] result = {};
      Answer answer;
      try {
        result = perform(task, first, second);
        answer = key == null ? Answer.EMPTY : Answer.DONE;
      } catch (AEADBadTagException notOurs) {
        answer = Answer.NOT_OURS;
      } catch (GeneralSecurityException | IOException | ProviderException e) {
        answer = task == Task.MAKE ? TokenTrouble.ofMaking(e) : TokenTrouble.of(e);
      }
      out.writeByte(answer.ordinal());
      write(out, result);
      out.flush();
    }
  }

  private byte[] perform(Task task, byte[] first, byte[] second)
      throws GeneralSecurityException, IOException {
    switch (task) {
      case OPEN -> open(text(first), text(second));
      case MAKE -> make();
      case PROBE -> {
        if (key != null) {
          wrap("probe", new byte[PROBE_BYTES]);
        }
      }
      case WRAP -> {
        return wrap(text(first), second);
      }
      case UNWRAP -> {
        return unwrap(text(first), second);
      }
    }
    return new byte[0];
  }

  private void open(String configuration, String pin) throws GeneralSecurityException, IOException {
    Provider token = Security.getProvider("SunPKCS11").configure("--" + configuration);
    KeyStore store = KeyStore.getInstance("PKCS11", token);
    store.load(null, pin.toCharArray());
    provider = token;
    key = store.getKey(ALIAS, null);
  }

  private void make() throws GeneralSecurityException, IOException {
    if (key != null) {
      return;
    }
    Provider token = Objects.requireNonNull(provider, "not open");
    KeyGenerator generator = KeyGenerator.getInstance("AES", token);
    generator.init(KEY_BITS);
    KeyStore store = KeyStore.getInstance("PKCS11", token);
    store.load(null, null);
    store.setEntry(ALIAS, new KeyStore.SecretKeyEntry(generator.generateKey()), null);
    key = store.getKey(ALIAS, null);
  }

  private byte[] wrap(String purpose, byte[] secret) throws GeneralSecurityException {
    byte[] nonce = new byte[NONCE_BYTES];
    random.nextBytes(nonce);
    byte[] sealed = cipher(Cipher.ENCRYPT_MODE, nonce, purpose).doFinal(secret);
    byte[] wrapped = Arrays.copyOf(nonce, NONCE_BYTES + sealed.length);
    System.arraycopy(sealed, 0, wrapped, NONCE_BYTES, sealed.length);
    return wrapped;
  }

  private byte[] unwrap(String purpose, byte[] wrapped) throws GeneralSecurityException {
    if (wrapped.length < NONCE_BYTES) {
      throw new AEADBadTagException("too short");
    }
    return cipher(Cipher.DECRYPT_MODE, Arrays.copyOf(wrapped, NONCE_BYTES), purpose)
        .doFinal(wrapped, NONCE_BYTES, wrapped.length - NONCE_BYTES);
  }

  private Cipher cipher(int mode, byte[] nonce, String purpose) throws GeneralSecurityException {
    Cipher cipher =
        Cipher.getInstance("AES/GCM/NoPadding", Objects.requireNonNull(provider, "not open"));
    cipher.init(mode, Objects.requireNonNull(key, "no key"), new GCMParameterSpec(TAG_BITS, nonce));
    cipher.updateAAD(purpose.getBytes(StandardCharsets.UTF_8));
    return cipher;
  }

  static void write(DataOutputStream out, byte[] bytes) throws IOException {
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  static byte[] read(DataInputStream in) throws IOException {
    int length = in.readInt();
    if (length < 0 || length > MESSAGE_LIMIT_BYTES) {
      throw new IOException("a message of " + length + " bytes");
    }
    return in.readNBytes(length);
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
