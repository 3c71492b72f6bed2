package io.shanmen.server.terminal;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Base64;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.stereotype.Component;

/**
 * Challenges that are good once, for 60 seconds, for one terminal. Nothing is kept of a challenge
 * until it is used, so that asking for many costs the server nothing: it carries its end, a nonce
 * and a keyed check (HMAC-SHA256) over both and the terminal. The key lives as long as the process.
 */
@Component
class Challenges {

  static final Duration LIFE = Duration.ofSeconds(60);

  private static final int NONCE_BYTES = 16;
  private static final int CHECK_BYTES = 32;
  private static final int SIGNED_BYTES = Long.BYTES + NONCE_BYTES;

  private final InstantSource clock;
  private final SecureRandom random = new SecureRandom();
  private final byte[] key = new byte[32];

  /** Used challenges; remembered longer than they could live. */
  private final Cache<String, Boolean> used =
      Caffeine.newBuilder().expireAfterWrite(LIFE.multipliedBy(2)).build();

  Challenges(InstantSource clock) {
    this.clock = clock;
    random.nextBytes(key);
  }

  String make(UUID terminalId) {
    byte[] nonce = new byte[NONCE_BYTES];
    random.nextBytes(nonce);
    byte[] signed =
        ByteBuffer.allocate(SIGNED_BYTES)
            .putLong(clock.instant().plus(LIFE).toEpochMilli())
            .put(nonce)
            .array();
    byte[] challenge =
        ByteBuffer.allocate(SIGNED_BYTES + CHECK_BYTES)
            .put(signed)
            .put(check(signed, terminalId))
            .array();
    return Base64.getUrlEncoder().withoutPadding().encodeToString(challenge);
  }

  /** Whether it is this server's for this terminal and still lives. */
  boolean isAlive(String challenge, UUID terminalId) {
    byte[] bytes;
    try {
      bytes = Base64.getUrlDecoder().decode(challenge);
    } catch (IllegalArgumentException e) {
      return false;
    }
    if (bytes.length != SIGNED_BYTES + CHECK_BYTES) {
      return false;
    }
    byte[] signed = Arrays.copyOf(bytes, SIGNED_BYTES);
    byte[] check = Arrays.copyOfRange(bytes, SIGNED_BYTES, bytes.length);
    Instant end = Instant.ofEpochMilli(ByteBuffer.wrap(signed).getLong());
    return MessageDigest.isEqual(check, check(signed, terminalId)) && clock.instant().isBefore(end);
  }

  /** Uses a living challenge up: true only for the first caller. */
  boolean use(String challenge) {
    return used.asMap().putIfAbsent(challenge, true) == null;
  }

  private byte[] check(byte[] signed, UUID terminalId) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      mac.update(signed);
      return mac.doFinal(terminalId.toString().getBytes(StandardCharsets.US_ASCII));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
