package io.shanmen.server.ledger;

import io.shanmen.kernel.ledger.Account.Limit;
import io.shanmen.kernel.ledger.AccountId;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.UUID;

/**
 * Names an account by what it is and whose it is. The account's id follows from the name, so that
 * nobody has to look it up.
 *
 * @param kind what it is, in capitals, as in {@code REVENUE}; the modules that use it agree on it
 * @param owner whose it is: an identifier as text; the ledger does not look into it
 * @param limit what its balance must not do
 */
public record AccountRef(String kind, String owner, Limit limit) {

  public AccountRef {
    Objects.requireNonNull(owner, "owner");
    Objects.requireNonNull(limit, "limit");
    if (!kind.matches("[A-Z][A-Z_]*")) {
      throw new IllegalArgumentException("a kind is in capitals: " + kind);
    }
  }

  /** An account that may go either way. */
  public static AccountRef of(String kind, String owner) {
    return new AccountRef(kind, owner, Limit.NONE);
  }

  public static AccountRef of(String kind, UUID owner) {
    return of(kind, owner.toString());
  }

  public AccountId id() {
    return new AccountId(
        UUID.nameUUIDFromBytes((kind + '\n' + owner).getBytes(StandardCharsets.UTF_8)));
  }
}
