package io.shanmen.server.ordering;

import io.shanmen.server.payment.TenderKind;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Asks for a sale. The same order id with the same content has the same answer; with other content
 * it is refused with {@code ORDER_CONFLICT}.
 *
 * @param orderId made by the client
 * @param lines what is bought
 * @param totalMinor the total that the visitor was shown; another than the server's is refused
 * @param tender what the visitor pays with
 * @param confirmed true if somebody looked twice at a large quantity
 * @param cartId the parked cart that is sold; null if it was never parked
 */
public record SaleRequest(
    UUID orderId,
    @Size(min = 1, max = WantedLine.LIMIT_LINES) List<@Valid WantedLine> lines,
    @Min(0) long totalMinor,
    @Valid Tendered tender,
    boolean confirmed,
    @Nullable UUID cartId) {

  public SaleRequest {
    lines = List.copyOf(lines);
  }

  /**
   * What the visitor hands over.
   *
   * @param kind by what means
   * @param receivedMinor how much, in minor units; the change is the server's to say
   */
  public record Tendered(TenderKind kind, @Min(0) long receivedMinor) {}
}
