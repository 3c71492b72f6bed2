package io.shanmen.server.vault;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import org.springframework.stereotype.Component;

/**
 * Seals short texts about people, so that a copy of the database does not tell them, and indexes
 * them blindly, so that they are found all the same.
 *
 * <p>A sealed value is the version (1 byte), the number of the data key (4 bytes, big-endian), a
 * random nonce of 12 bytes, then AES-256-GCM's output; the associated data are version, key number
 * and the value's place. A blind index is the HMAC-SHA256 of the column and the text under a key of
 * its own: equal texts have equal indexes, and nobody without the key can try texts.
 *
 * <p>The keys stay in memory once they were unwrapped: a token that is pulled out stops no reading.
 * After a restart without it nothing opens and nothing is sealed until it is back; indexes work on.
 */
@Component
public class Fields {

  static final byte VERSION = 1;

  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;

  private final SecureRandom random = new SecureRandom();
  private final DataKeys keys;

  Fields(DataKeys keys) {
    this.keys = keys;
  }

  /** Whether {@link #seal} works at the moment. */
  public boolean canSeal() {
    return keys.active().isPresent();
  }

  /**
   * Seals a text for its place.
   *
   * @throws MasterKeyAway if there is no key to seal with now
   */
  public byte[] seal(SealedColumn column, UUID row, String text) {
    DataKeys.DataKey key = keys.active().orElseThrow(() -> new MasterKeyAway(keys.stateOfMaster()));
    byte[] head = head(key.id());
    byte[] nonce = new byte[NONCE_BYTES];
    random.nextBytes(nonce);
    try {
      Cipher cipher = cipher(Cipher.ENCRYPT_MODE, key.secret(), nonce);
      cipher.updateAAD(head);
      cipher.updateAAD(column.place(row));
      byte[] hidden = cipher.doFinal(text.getBytes(StandardCharsets.UTF_8));
      return ByteBuffer.allocate(head.length + NONCE_BYTES + hidden.length)
          .put(head)
          .put(nonce)
          .put(hidden)
          .array();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("a field cannot be sealed", e);
    }
  }

  /**
   * The text; nothing while its key is away.
   *
   * @throws FieldAltered if it was not sealed for this place, or altered
   */
  public Optional<String> open(SealedColumn column, UUID row, byte[] sealed) {
    if (sealed.length < headBytes() + NONCE_BYTES + TAG_BITS / Byte.SIZE || sealed[0] != VERSION) {
      throw new FieldAltered(column);
    }
    byte[] head = Arrays.copyOf(sealed, headBytes());
    int keyId = ByteBuffer.wrap(sealed).getInt(1);
    return keys.find(keyId).map(key -> opened(column, row, key, head, sealed));
  }

  private static String opened(
      SealedColumn column, UUID row, SecretKey key, byte[] head, byte[] sealed) {
    int hiddenAt = head.length + NONCE_BYTES;
    try {
      Cipher cipher =
          cipher(Cipher.DECRYPT_MODE, key, Arrays.copyOfRange(sealed, head.length, hiddenAt));
      cipher.updateAAD(head);
      cipher.updateAAD(column.place(row));
      return new String(
          cipher.doFinal(sealed, hiddenAt, sealed.length - hiddenAt), StandardCharsets.UTF_8);
    } catch (GeneralSecurityException e) {
      throw new FieldAltered(column);
    }
  }

  /**
   * The blind index of a text, 32 bytes.
   *
   * @param text as it is searched for: the caller has made equal what shall be found as equal
   */
  public byte[] index(SealedColumn column, String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(keys.indexKey());
      mac.update(column.toString().getBytes(StandardCharsets.UTF_8));
      mac.update((byte) 0);
      return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("no HMAC-SHA256", e);
    }
  }

  /** What every value under a key begins with. */
  static byte[] head(int keyId) {
    return ByteBuffer.allocate(headBytes()).put(VERSION).putInt(keyId).array();
  }

  static int headBytes() {
    return 1 + Integer.BYTES;
  }

  private static Cipher cipher(int mode, SecretKey key, byte[] nonce)
      throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
    return cipher;
  }
}
