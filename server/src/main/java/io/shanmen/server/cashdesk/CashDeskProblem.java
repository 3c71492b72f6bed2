package io.shanmen.server.cashdesk;

import io.shanmen.kernel.outcome.ProblemCode;

/** Why the cash desk refuses. */
public enum CashDeskProblem implements ProblemCode {
  NO_OPEN_SHIFT(
      409,
      "本窗口还没有开班，请先领取备用金并清点开班",
      "No shift is open at this window; take a float, count it and open one"),
  SHIFT_NOT_FOUND(404, "没有这个班次", "There is no such shift"),
  NOT_YOUR_SHIFT(403, "这不是您在本机的班次", "This is not your shift at this computer"),
  SHIFT_ALREADY_OPEN(
      409,
      "该收银员或该钱箱已有未结的班次，请先结班",
      "This cashier or this drawer has a shift that is not closed; close it first"),
  SHIFT_NOT_OPEN(409, "班次不在营业状态", "The shift is not open for business"),
  SHIFT_NOT_COUNTING(
      409, "班次不在清点状态，请先开始结班", "The shift is not being counted; begin to close it first"),
  SHIFT_CONFLICT(
      409, "同一编号已用于其他内容，请重新操作", "This id already stands for something else; start again"),
  FLOAT_NOT_FOUND(404, "没有等待确认的备用金", "No float is waiting to be confirmed"),
  FLOAT_ALREADY_WAITING(
      409, "该收银员或该钱箱已有一笔备用金待确认", "A float already waits for this cashier or at this drawer"),
  FLOAT_TO_SELF(403, "不能给自己发放备用金，请由他人发放", "Nobody issues a float to himself; ask another person"),
  FLOAT_MISMATCH(
      409,
      "清点金额与发放金额不符，未开班；请重新清点或请值班长核对",
      "What you counted is not what was issued, so no shift was opened; count again or ask the"
          + " supervisor"),
  TILL_NOT_FOUND(404, "没有这个收银员或已审批的电脑", "There is no such cashier or approved computer"),
  UNKNOWN_DENOMINATION(
      422, "面额不正确或重复，请按列出的面额清点", "A denomination is unknown or stands twice; count those listed"),
  MOVEMENT_EXCEEDS_DRAWER(
      409, "钱箱现金不足，不能支出", "The drawer does not hold enough cash to give this out"),
  DROP_NOT_FOUND(404, "没有这笔解款", "There is no such drop"),
  DROP_NOT_OFFERED(409, "这笔解款已处理", "This drop has been dealt with"),
  DROP_TO_SELF(403, "解款须由他人签收", "A drop must be received by another person"),
  SHIFT_HAS_LEFTOVERS(
      409, "结班前请先处理：{leftovers}", "Before the shift can close, deal with: {leftovers}"),
  DROP_NOT_HANDED_OVER(
      409,
      "还有解款未签收，不能交给下一班；请先请人签收或放回钱箱",
      "A drop is not received yet and cannot be handed over; have it received or put it back"),
  HANDOVER_NOT_FOUND(404, "本机没有待接手的事项", "Nothing waits here to be taken over"),
  HANDOVER_TO_ANOTHER(
      409,
      "上一班留给了{name}；由您开班请先点“由我接手”",
      "The last shift left things to {name}; take them over before you open yours"),
  DUTY_OFFICER_NEEDED(
      409,
      "清点须值班长到场，请值班长在本机验证后再提交",
      "A duty officer must be there for the count; let one step up to this computer first"),
  COUNT_HAS_BEGUN(409, "已提交清点，不能恢复营业", "A count has been submitted; the shift cannot go on"),
  NO_SUBMISSION_LEFT(
      409, "清点次数已用完，请等待审核", "No submission is left; wait for the difference to be accepted"),
  NOTHING_TO_ACCEPT(409, "该班次没有待审核的差异", "No difference waits to be accepted in this shift"),
  ACCEPTANCE_BY_CASHIER(403, "差异须由他人审核", "A difference must be accepted by another person"),
  ACCEPTANCE_NOT_PERMITTED(
      403, "该差异超出您的审核权限，请由经理审核", "This difference is beyond what you may accept; ask a manager"),
  NOTHING_TO_EXAMINE(
      409,
      "该班次没有待复核的大额差异，或已复核",
      "This shift has no large difference to examine, or it has been examined"),
  EXAMINATION_BY_PARTY(
      403,
      "复核人不能是该班收银员或审核人，请由财务另一人复核",
      "Neither the cashier nor who accepted the difference examines it; ask another person of"
          + " finance"),
  OWN_SHIFT_IS_BLIND(
      403, "盲交：结班前不能查看自己班次的金额", "A blind close: nobody reads his own shift before it is closed");

  private final int status;
  private final String zh;
  private final String en;

  CashDeskProblem(int status, String zh, String en) {
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
