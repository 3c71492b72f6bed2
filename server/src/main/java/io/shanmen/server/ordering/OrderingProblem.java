package io.shanmen.server.ordering;

import io.shanmen.kernel.outcome.ProblemCode;

/** Why something about an order is refused. */
public enum OrderingProblem implements ProblemCode {
  ORDER_NOT_FOUND(404, "没有找到该订单，请核对订单号", "No such order; check its number"),
  ORDER_CONFLICT(
      409, "该订单编号已用于另一笔销售，请重新开单", "This order id was used for another sale; start a new order"),
  SALE_ABANDONED(
      409, "这一单已作废，没有成交，请重新开单", "This sale was given up and not made; start a new order"),
  PRICE_CHANGED(
      409,
      "价格已变更，应收 {dueMinor} 分，请与游客确认后重新收款",
      "The price has changed and {dueMinor} minor units are due; tell the visitor and take the money anew"),
  QUANTITY_NOT_CONFIRMED(422, "数量超过 {limit}，请再次确认数量", "The quantity is above {limit}; confirm it"),
  NOT_ENOUGH_RECEIVED(
      422,
      "实收 {receivedMinor} 分，少于应收 {dueMinor} 分",
      "{receivedMinor} minor units were received but {dueMinor} are due"),
  RECEIVED_TOO_MUCH(
      422,
      "实收金额 {receivedMinor} 分过大，请核对后重新输入",
      "{receivedMinor} minor units received is implausible; check and type it again"),
  VISIT_DAY_PASSED(422, "游玩日期 {day} 已过，请重新选择", "The visit day {day} has passed; choose another"),
  CART_NOT_FOUND(404, "没有找到该挂单，可能已过期", "No such parked cart; it may have lapsed"),
  CART_CONFLICT(409, "该挂单编号已用于其他内容，请重新挂单", "This cart id was used for another cart; park it anew"),
  CART_GONE(
      409,
      "该挂单的状态为 {state}，不能再取出或出售",
      "This cart is {state} and can no longer be recalled or sold"),
  VOID_CONFLICT(
      409, "该撤销请求编号已用于另一订单，请重新操作", "This request id was used to void another order; start again"),
  ALREADY_VOIDED(409, "该订单已撤销", "This order has been voided"),
  VOID_OTHER_TERMINAL(
      409,
      "只能在售出该订单的窗口撤销，请到退票台办理",
      "Only the window that sold it can void it; go to the refund desk"),
  VOID_OTHER_SHIFT(
      409, "该订单不属于当前班次，请到退票台办理", "The order is of another shift; go to the refund desk"),
  VOID_TOO_LATE(
      409,
      "售出已超过 {limitMinutes} 分钟，请到退票台办理",
      "It was sold more than {limitMinutes} minutes ago; go to the refund desk"),
  VOID_LIMIT(
      409,
      "本班次已撤销 {limit} 笔，达到上限，请到退票台办理",
      "{limit} voids in this shift, the limit; go to the refund desk"),
  VOID_TICKET_USED(
      409,
      "订单中的票 {ticketNo} 已检票或已锁定，不能撤销",
      "Ticket {ticketNo} of this order has been used or locked, so the order cannot be voided");

  private final int status;
  private final String zh;
  private final String en;

  OrderingProblem(int status, String zh, String en) {
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
