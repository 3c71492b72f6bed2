package io.shanmen.server.admission;

import io.shanmen.kernel.outcome.ProblemCode;

/** Why admission refuses a request. Why a visitor may not pass is the kernel's {@code Reason}. */
public enum AdmissionProblem implements ProblemCode {
  GATE_NOT_ASSIGNED(
      409,
      "此闸机尚未指定检票点，请管理员在后台“闸机”页设置",
      "This gate has no checkpoint yet; an administrator sets it on the console's page of gates"),
  GATE_UNKNOWN(404, "没有这台闸机，请核对后重试", "There is no such gate; check and try again"),
  GATE_NUMBER_TAKEN(
      409, "编号 {no} 已被“{name}”使用，请换一个编号", "Number {no} belongs to “{name}”; choose another"),
  REQUEST_CONFLICT(
      409,
      "同一请求编号的内容不一致，请用新的编号重新提交",
      "The same request id came with other content; send it under a new id"),
  REQUEST_UNKNOWN(
      404,
      "没有这次验票的记录；闸机日志上传后会补记",
      "This presentation is not known here; the gate's journal will bring it"),
  JOURNAL_GAP(
      409,
      "日志不连续，应从第 {expectedSeq} 条开始上传",
      "The journal has a gap; upload from entry {expectedSeq} on"),
  JOURNAL_BROKEN(
      409,
      "日志第 {seq} 条校验不符，已记录为异常；请启用新日志",
      "Entry {seq} does not continue the chain; this was recorded, start a new journal"),
  JOURNAL_OF_OTHER_GATE(
      409, "该日志属于另一台闸机，请启用新日志", "This journal belongs to another gate; start a new one"),
  CURSOR_INVALID(400, "同步位置无法识别，请从头同步", "The cursor is none of this server's; start without one"),
  CORRECTION_TOO_LARGE(
      422,
      "单次校正不得超过 ±{limit} 人，请分次校正并说明原因",
      "One correction may not exceed ±{limit} people; correct in steps, each with its reason"),
  CORRECTION_BELOW_ZERO(
      422,
      "在园人数为 {inPark}，校正后不能小于零",
      "{inPark} people are in the park; a correction cannot make it less than none"),
  SETTINGS_INVALID(422, "设置不合理：{why}", "These settings make no sense: {why}");

  private final int status;
  private final String zh;
  private final String en;

  AdmissionProblem(int status, String zh, String en) {
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
