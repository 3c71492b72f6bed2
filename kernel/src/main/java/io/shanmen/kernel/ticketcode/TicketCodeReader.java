package io.shanmen.kernel.ticketcode;

import io.shanmen.kernel.ticketcode.CodeReading.Fault;
import io.shanmen.kernel.ticketcode.CodeReading.LineRead;
import io.shanmen.kernel.ticketcode.CodeReading.Read;
import io.shanmen.kernel.ticketcode.CodeReading.Unreadable;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/** Reads QR and bar codes. It is given its keys; for new keys, make a new reader. */
public final class TicketCodeReader {

  private static final Pattern LINE = Pattern.compile("[0-9]{24}");

  private final Suites suites;
  private final KeyRing keys;

  public TicketCodeReader(Suites suites, KeyRing keys) {
    this.suites = suites;
    this.keys = keys;
  }

  /** Reads the codes of one suite. */
  public TicketCodeReader(Cryptography cryptography, KeyRing keys) {
    this(Suites.of(cryptography), keys);
  }

  /**
   * Reads a code of either kind.
   *
   * @param text exactly what the scanner read, without its line end; spaces belong to the code
   */
  public CodeReading read(String text, Instant now) {
    if (LINE.matcher(text).matches()) {
      return readLine(text, now);
    }
    if (!text.startsWith(CodeLayout.BEGINNING)) {
      return new Unreadable(Fault.FOREIGN_CODE);
    }
    if (text.length() > CodeLayout.LIMIT_CHARACTERS) {
      return new Unreadable(Fault.BAD_CODE);
    }
    return Base45.decode(text)
        .filter(this::hasOurForm)
        .map(code -> readQr(code, now))
        .orElse(new Unreadable(Fault.BAD_CODE));
  }

  private boolean hasOurForm(byte[] code) {
    return code.length > CodeLayout.FRAME_BYTES
        && code.length > CodeLayout.FRAME_BYTES + proofBytes(code)
        && (CodeLayout.format(code) == CodeLayout.FORMAT_STILL || isChanging(code))
        && Suite.ofNumber(CodeLayout.suite(code)).flatMap(suites::find).isPresent()
        && CodeLayout.keyNumber(code) <= KeyId.NUMBER_LIMIT;
  }

  private static boolean isChanging(byte[] code) {
    return CodeLayout.format(code) == CodeLayout.FORMAT_CHANGING;
  }

  private static int proofBytes(byte[] code) {
    return isChanging(code) ? DynamicCode.PROOF_BYTES : 0;
  }

  private CodeReading readQr(byte[] code, Instant now) {
    KeyId id = new KeyId(CodeLayout.park(code), CodeLayout.keyNumber(code), CodeLayout.epoch(code));
    if (keys.isForeign(id.park())) {
      return new Unreadable(Fault.FOREIGN_CODE);
    }
    Optional<ReadingKey> found = keys.find(id.number());
    if (found.isEmpty()) {
      return new Unreadable(Fault.UNKNOWN_KEY);
    }
    ReadingKey key = found.get();
    if (!key.record().id().equals(id)) {
      boolean forgotten =
          key.record().id().park() == id.park() && key.record().id().epoch() > id.epoch();
      return new Unreadable(forgotten ? Fault.CODE_OUTDATED : Fault.UNKNOWN_KEY);
    }
    if (key.record().suite().number() != CodeLayout.suite(code)) {
      return new Unreadable(Fault.BAD_CODE);
    }
    return fault(key, now).<CodeReading>map(Unreadable::new).orElseGet(() -> open(code, key, now));
  }

  private CodeReading open(byte[] code, ReadingKey key, Instant now) {
    Cryptography cryptography = suites.get(key.record().suite());
    int proofAt = code.length - proofBytes(code);
    int signatureAt = proofAt - Suite.SIGNATURE_BYTES;
    byte[] signed = Arrays.copyOf(code, signatureAt);
    byte[] signature = Arrays.copyOfRange(code, signatureAt, proofAt);
    if (!cryptography.verify(key.verify(), signed, signature)) {
      return new Unreadable(Fault.BAD_SIGNATURE);
    }
    byte[] header = Arrays.copyOf(signed, CodeLayout.HEADER_BYTES);
    byte[] nonce = Arrays.copyOfRange(signed, CodeLayout.HEADER_BYTES, CodeLayout.CLAIMS_AT);
    byte[] sealed = Arrays.copyOfRange(signed, CodeLayout.CLAIMS_AT, signed.length);
    return cryptography
        .open(key.seal(), nonce, header, sealed)
        .flatMap(ClaimsCodec::decode)
        .map(claims -> accept(code, claims, key, now))
        .orElse(new Unreadable(Fault.BAD_CODE));
  }

  /** A changing code needs a proof of about now; the same claims on paper are a copy. */
  private CodeReading accept(byte[] code, Claims claims, ReadingKey key, Instant now) {
    boolean promised = claims.options().contains(CodeOption.DYNAMIC);
    if (!isChanging(code)) {
      return promised ? new Unreadable(Fault.CODE_OUTDATED) : new Read(claims, key.record().id());
    }
    if (!promised) {
      return new Unreadable(Fault.BAD_CODE);
    }
    Cryptography cryptography = suites.get(key.record().suite());
    byte[] proof = Arrays.copyOfRange(code, code.length - DynamicCode.PROOF_BYTES, code.length);
    KeyMaterial secret = DynamicCode.secret(cryptography, key, claims.ticket());
    return DynamicCode.isGood(cryptography, secret, proof, now)
        ? new Read(claims, key.record().id())
        : new Unreadable(Fault.CODE_OUTDATED);
  }

  private CodeReading readLine(String digits, Instant now) {
    // Nothing in a bar code names its park: under a number that is not ours it is foreign.
    Optional<ReadingKey> found = keys.find(Integer.parseInt(digits, 0, 2, 10));
    if (found.isEmpty()) {
      return new Unreadable(Fault.FOREIGN_CODE);
    }
    ReadingKey key = found.get();
    return fault(key, now)
        .<CodeReading>map(Unreadable::new)
        .orElseGet(() -> uncover(digits.substring(2), key));
  }

  private CodeReading uncover(String hidden, ReadingKey key) {
    Optional<Cryptography> cryptography = suites.find(key.record().suite());
    if (cryptography.isEmpty()) {
      return new Unreadable(Fault.UNKNOWN_KEY);
    }
    OptionalLong payload = new LineCipher(cryptography.get(), key.line()).uncover(hidden);
    return payload.isEmpty()
        ? new Unreadable(Fault.BAD_SIGNATURE)
        : new LineRead(
            payload.getAsLong() / 10, (int) (payload.getAsLong() % 10), key.record().id());
  }

  /** Why a code under this key is refused, whatever it says. */
  private static Optional<Fault> fault(ReadingKey key, Instant now) {
    if (key.record().state() == KeyState.REVOKED) {
      return Optional.of(Fault.KEY_REVOKED);
    }
    return now.isBefore(key.record().notAfter())
        ? Optional.empty()
        : Optional.of(Fault.CODE_OUTDATED);
  }
}
