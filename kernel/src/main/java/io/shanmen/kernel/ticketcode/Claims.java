package io.shanmen.kernel.ticketcode;

import io.shanmen.kernel.validity.Entitlement;
import io.shanmen.kernel.validity.Validity;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;

/**
 * What a ticket code says: everything needed to decide at a gate that has never heard of the
 * ticket.
 *
 * @param ticket the ticket and its print
 * @param productNo the product's number, 0 to {@link #PRODUCT_LIMIT}
 * @param validity when it may be used
 * @param entitlement by how many, how often and where
 * @param options flags
 */
public record Claims(
    TicketRef ticket,
    int productNo,
    Validity validity,
    Entitlement entitlement,
    Set<CodeOption> options) {

  /** The highest product number. */
  public static final int PRODUCT_LIMIT = (1 << 24) - 1;

  public Claims {
    Objects.requireNonNull(ticket, "ticket");
    Objects.requireNonNull(validity, "validity");
    Objects.requireNonNull(entitlement, "entitlement");
    options = ordered(options);
    if (productNo < 0 || productNo > PRODUCT_LIMIT) {
      throw new IllegalArgumentException("no such product number: " + productNo);
    }
  }

  private static Set<CodeOption> ordered(Set<CodeOption> options) {
    EnumSet<CodeOption> copy = EnumSet.noneOf(CodeOption.class);
    copy.addAll(options);
    return Collections.unmodifiableSet(copy);
  }

  public Claims withTicket(TicketRef other) {
    return new Claims(other, productNo, validity, entitlement, options);
  }

  public Claims withOptions(Set<CodeOption> others) {
    return new Claims(ticket, productNo, validity, entitlement, others);
  }
}
