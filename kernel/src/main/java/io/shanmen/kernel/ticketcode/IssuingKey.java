package io.shanmen.kernel.ticketcode;

import java.util.Objects;

/**
 * What the issuer holds of a key: it can mint.
 *
 * @param reading what a gate holds of it
 * @param sign signs (private key)
 */
public record IssuingKey(ReadingKey reading, KeyMaterial sign) {

  public IssuingKey {
    Objects.requireNonNull(reading, "reading");
    Objects.requireNonNull(sign, "sign");
  }

  public KeyRecord record() {
    return reading.record();
  }
}
