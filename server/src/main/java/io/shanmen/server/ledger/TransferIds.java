package io.shanmen.server.ledger;

import io.shanmen.kernel.ledger.TransferId;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** Makes the ids of transfers that follow from something else: asking twice books once. */
public final class TransferIds {

  private TransferIds() {}

  /**
   * The id of the transfer that plays a role for something.
   *
   * @param role which of the thing's transfers, as in {@code "closing"}
   * @param of the thing's own id
   */
  public static TransferId of(String role, UUID of) {
    return new TransferId(
        UUID.nameUUIDFromBytes((role + '\n' + of).getBytes(StandardCharsets.UTF_8)));
  }
}
