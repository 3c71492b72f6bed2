package io.shanmen.server.aftersales;

import io.shanmen.kernel.outcome.ProblemCode;

/** Why something about a refund is refused. */
public enum AftersalesProblem implements ProblemCode {
  REFUND_NOT_FOUND(404, "没有找到该退票申请", "No such refund request"),
  REFUND_CONFLICT(
      409, "该申请编号已用于其他内容，请重新申请", "This request id was used with other content; ask anew"),
  REFUND_ORDER_NOT_FOUND(404, "没有找到该订单", "No such order"),
  REFUND_ORDER_VOIDED(409, "该订单已撤销，款项已退", "The order was voided and its money given back"),
  REFUND_TICKET_NOT_OF_ORDER(422, "票 {ticketNo} 不属于该订单", "Ticket {ticketNo} is not of this order"),
  REFUND_TICKET_USED(
      409, "票 {ticketNo} 已检票使用，不能退", "Ticket {ticketNo} has been used and is not refunded"),
  REFUND_TICKET_PENDING(
      409, "票 {ticketNo} 已在退票申请中", "A refund of ticket {ticketNo} has been asked for already"),
  REFUND_TICKET_REFUNDED(409, "票 {ticketNo} 已退", "Ticket {ticketNo} has been refunded"),
  REFUND_TICKET_OVER(
      409, "票 {ticketNo} 的状态为 {state}，不能退", "Ticket {ticketNo} is {state} and is not refunded"),
  REFUND_TICKET_PASSING(
      409,
      "票 {ticketNo} 正在检票或已被他人锁定，请刷新后再试",
      "Ticket {ticketNo} is passing a gate or was locked just now; look it up again"),
  REFUND_NOTHING_DUE(409, "按退票规则已无可退金额", "By the refund rule nothing is given back any more"),
  REFUND_AMOUNT_CHANGED(
      409,
      "可退金额已变为 {amountMinor} 分，请与游客确认",
      "{amountMinor} minor units are given back now; tell the visitor and ask again"),
  REFUND_EXCEEDS_PRICE(
      422,
      "退款金额超过票款 {paidMinor} 分",
      "More than the {paidMinor} minor units paid cannot be given back"),
  REFUND_NOT_WAITING(
      409, "该申请的状态为 {state}，不能审批", "The request is {state}; there is nothing to decide"),
  REFUND_LIMIT_GREW(
      409,
      "该订单今日退款合计已增加，需更高权限审批，请刷新",
      "Today's refunds of this order have grown and need a higher approval; reload"),
  REFUND_NOTE_NEEDED(422, "驳回时请填写原因", "Write why you reject it"),
  REFUND_NOT_MAKER(403, "只有申请人可以撤回申请", "Only the one who asked may withdraw it"),
  REFUND_NOT_APPROVED(409, "该申请的状态为 {state}，不能付款", "The request is {state} and cannot be paid"),
  REFUND_BEING_PAID(409, "该退款正在付款，请稍候", "The refund is being paid at this moment; wait");

  private final int status;
  private final String zh;
  private final String en;

  AftersalesProblem(int status, String zh, String en) {
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
