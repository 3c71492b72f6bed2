package io.shanmen.server.postgres;

import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Seals a stream under a passphrase: AES-256-GCM in chunks, so that a backup of any size needs
 * little memory and nothing of a chunk is believed before all of it is proved.
 *
 * <p>The key comes from the passphrase and a random salt by PBKDF2-HMAC-SHA256 and serves this
 * stream only; each chunk's nonce is its number and whether it is the last, so that chunks can be
 * neither moved nor cut off. After the salt, each chunk is its length in four bytes, then its bytes
 * and tag.
 */
final class Seal {

  static final int CHUNK_LIMIT_BYTES = 64 << 10;

  private static final int SALT_BYTES = 16;
  private static final int KEY_BITS = 256;
  private static final int TAG_BITS = 128;
  private static final int TAG_BYTES = TAG_BITS / 8;
  private static final int NONCE_BYTES = 12;

  /** What OWASP asks of PBKDF2-HMAC-SHA256. */
  private static final int ITERATIONS = 600_000;

  private final SecretKeySpec key;
  private long chunk;

  private Seal(char[] passphrase, byte[] salt) {
    try {
      byte[] bits =
          SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
              .generateSecret(new PBEKeySpec(passphrase, salt, ITERATIONS, KEY_BITS))
              .getEncoded();
      this.key = new SecretKeySpec(bits, "AES");
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has PBKDF2 and AES", e);
    }
  }

  /** What is written to it arrives sealed; closing it writes the last chunk. */
  static OutputStream sealing(OutputStream into, char[] passphrase) throws IOException {
    byte[] salt = new byte[SALT_BYTES];
    new SecureRandom().nextBytes(salt);
    into.write(salt);
    return new Sealing(into, new Seal(passphrase, salt));
  }

  /** What was sealed; a wrong passphrase, a changed byte or a missing end is an IOException. */
  static InputStream opening(InputStream from, char[] passphrase) throws IOException {
    byte[] salt = from.readNBytes(SALT_BYTES);
    if (salt.length < SALT_BYTES) {
      throw new EOFException("The backup ends in its first bytes");
    }
    return new Opening(from, new Seal(passphrase, salt));
  }

  private byte[] turn(int mode, byte[] bytes, int length, boolean last) throws IOException {
    byte[] nonce = ByteBuffer.allocate(NONCE_BYTES).putLong(chunk++).putInt(last ? 1 : 0).array();
    try {
      Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
      cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
      return cipher.doFinal(bytes, 0, length);
    } catch (GeneralSecurityException e) {
      throw new IOException("the passphrase is another one, or the backup was changed", e);
    }
  }

  private static final class Sealing extends OutputStream {
    private final OutputStream into;
    private final Seal seal;
    private final byte[] waiting = new byte[CHUNK_LIMIT_BYTES];
    private int length;
    private boolean closed;

    Sealing(OutputStream into, Seal seal) {
      this.into = into;
      this.seal = seal;
    }

    @Override
    public void write(int single) throws IOException {
      write(new byte[] {(byte) single}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int count) throws IOException {
      int at = from;
      int left = count;
      while (left > 0) {
        if (length == waiting.length) {
          send(false);
        }
        int fits = Math.min(left, waiting.length - length);
        System.arraycopy(bytes, at, waiting, length, fits);
        length += fits;
        at += fits;
        left -= fits;
      }
    }

    private void send(boolean last) throws IOException {
      byte[] sealed = seal.turn(Cipher.ENCRYPT_MODE, waiting, length, last);
      into.write(ByteBuffer.allocate(Integer.BYTES).putInt(sealed.length).array());
      into.write(sealed);
      length = 0;
    }

    @Override
    public void close() throws IOException {
      if (!closed) {
        closed = true;
        send(true);
        into.close();
      }
    }
  }

  private static final class Opening extends FilterInputStream {
    private final Seal seal;
    private byte[] chunk = new byte[0];
    private int at;
    private boolean ended;

    Opening(InputStream from, Seal seal) {
      super(from);
      this.seal = seal;
    }

    @Override
    public int read() throws IOException {
      byte[] single = new byte[1];
      return read(single, 0, 1) < 0 ? -1 : single[0] & 0xFF;
    }

    @Override
    public int read(byte[] into, int from, int count) throws IOException {
      while (at == chunk.length) {
        if (ended) {
          return -1;
        }
        next();
      }
      int taken = Math.min(count, chunk.length - at);
      System.arraycopy(chunk, at, into, from, taken);
      at += taken;
      return taken;
    }

    /** A chunk is the last if nothing follows it, and says so under its own seal. */
    private void next() throws IOException {
      byte[] length = in.readNBytes(Integer.BYTES);
      int announced = length.length < Integer.BYTES ? -1 : ByteBuffer.wrap(length).getInt();
      if (announced < TAG_BYTES || announced > CHUNK_LIMIT_BYTES + TAG_BYTES) {
        throw new EOFException("The backup is cut off or was changed");
      }
      byte[] sealed = in.readNBytes(announced);
      if (sealed.length < announced) {
        throw new EOFException("The backup is cut off");
      }
      in.mark(1);
      ended = in.read() < 0;
      if (!ended) {
        in.reset();
      }
      chunk = seal.turn(Cipher.DECRYPT_MODE, sealed, sealed.length, ended);
      Arrays.fill(sealed, (byte) 0);
      at = 0;
    }

    @Override
    public boolean markSupported() {
      return false;
    }
  }
}
