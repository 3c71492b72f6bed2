package io.shanmen.server.cashdesk;

import java.util.List;
import java.util.Set;

/**
 * Says what a shift must not leave behind (R9): parked carts, paid orders that are not printed,
 * refunds on hold. Modules above implement it as a bean; the cash desk asks them before a close.
 */
public interface ShiftLeftovers {

  /**
   * What is left over, by kind; nothing if the shift may be closed. Called in a transaction.
   *
   * @param shifts the shift, and those before it whose leftovers were handed over to it
   */
  List<Leftover> leftoversOf(Set<ShiftId> shifts);

  /**
   * Things of one kind that are left over.
   *
   * @param code the kind, in capitals, as in {@code PARKED_CART}
   * @param zh the kind in Chinese, as in 挂单
   * @param en the kind in English
   * @param count how many, at least 1
   */
  record Leftover(String code, String zh, String en, int count) {}
}
