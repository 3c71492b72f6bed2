package io.shanmen.server.payment;

import io.shanmen.kernel.outcome.ProblemCode;

/** Why money is neither taken nor paid back. */
public enum PaymentProblem implements ProblemCode {
  TENDERS_DO_NOT_COVER(
      422,
      "付款金额与应收金额 {dueMinor} 不符，请重新收款",
      "The tenders do not make up the {dueMinor} that are due; take the payment again"),
  RECEIVED_TOO_LITTLE(
      422,
      "实收不足，还差 {missingMinor} 分，请补足",
      "Too little was received; {missingMinor} in minor units are missing"),
  DROP_DUE(
      409,
      "钱箱现金超过限额，请先解款再收现金",
      "The drawer holds more cash than its limit; make a drop before taking more"),
  PAYMENT_CONFLICT(
      409, "该订单已按其他金额付款，请核对订单", "This order was paid with another amount; check the order"),
  ORDER_NOT_PAID(409, "该订单没有付款记录，不能退款", "This order was never paid, so nothing can be paid back"),
  REFUND_EXCEEDS_PAID(
      409,
      "退款超过可退金额，最多可退 {leftMinor} 分",
      "More is asked back than was paid; {leftMinor} in minor units are left"),
  REFUND_PAYMENT_CONFLICT(
      409, "同一退款编号已用于其他金额，请重新申请", "This refund id stands for another amount; ask anew"),
  CASH_NOT_IN_DRAWER(
      409,
      "钱箱现金不足，请补充备用金后再退款",
      "The drawer does not hold enough cash; bring some and pay the refund again"),
  OPENING_CONFLICT(409, "同一编号已用于另一次开箱，请重新操作", "This id stands for another opening; open again");

  private final int status;
  private final String zh;
  private final String en;

  PaymentProblem(int status, String zh, String en) {
    this.status = status;
    this.zh = zh;
    this.en = en;
  }

  @Override
  public int status() {
    return status;
  }

  @Override
  public String zh() {
    return zh;
  }

  @Override
  public String en() {
    return en;
  }
}
