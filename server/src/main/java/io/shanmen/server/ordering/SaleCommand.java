package io.shanmen.server.ordering;

import io.shanmen.server.cashdesk.Till;
import io.shanmen.server.catalog.PricedSale;
import io.shanmen.server.identity.SignedIn;
import java.util.List;
import java.util.UUID;

/**
 * A sale that is priced and checked as far as that needs no lock, on its way to the writer.
 *
 * @param request what the window asked for
 * @param hash the request's content
 * @param who who sells
 * @param priced the server's prices; the same total as the window's
 */
record SaleCommand(SaleRequest request, byte[] hash, SignedIn who, PricedSale priced) {

  UUID orderId() {
    return request.orderId();
  }

  Till till() {
    return new Till(who.operatorId(), who.terminalId());
  }

  List<PricedSale.Line> lines() {
    return priced.lines();
  }
}
