package io.shanmen.server.terminal;

import io.shanmen.kernel.outcome.ProblemCode;

/** Why terminal refuses. */
public enum TerminalProblem implements ProblemCode {
  TERMINAL_UNKNOWN(
      404, "本机尚未登记，请先提交电脑审批申请", "This terminal is not known; ask for its approval first"),
  TERMINAL_NOT_APPROVED(
      403,
      "本机尚未通过审批或已被停用，请联系管理员",
      "This terminal is not approved, or no longer; ask an administrator"),
  TERMINAL_CONFLICT(
      409,
      "该终端编号已被占用，请清除本页数据后重新申请",
      "The terminal's id is taken; clear this site's data and ask again"),
  TERMINAL_KIND_WRONG(
      403,
      "终端类型不符：操作员只能在电脑上登录，闸机使用设备会话",
      "Operators sign in at computers, gates open device sessions"),
  PUBLIC_KEY_INVALID(422, "公钥无效，应为 P-256 公钥", "The public key is not a P-256 key; make a new one"),
  TOO_MANY_REQUESTS_OPEN(
      429,
      "待审批的申请过多，请联系管理员处理后再试",
      "Too many terminals wait for approval; ask an administrator to decide on them first"),
  CHALLENGE_INVALID(
      403,
      "验证已过期或已使用，请重试",
      "The challenge has expired, was used, or is not this server's; get a new one"),
  PROOF_INVALID(
      403, "本机身份验证失败，请重新申请审批", "The terminal's signature is wrong; ask for its approval again"),
  REQUEST_ALREADY_DECIDED(409, "该申请已处理，请刷新列表", "The request has been decided; reload the list"),
  PAIRING_CODE_WRONG(
      422,
      "配对码不一致，请核对申请电脑屏幕上的配对码",
      "The pairing code differs; compare it with the screen that asks"),
  ENROLMENT_CODE_INVALID(
      403,
      "登记码无效、已使用或已过期，请在后台重新生成",
      "The code is wrong, used or expired; make a new one in the console"),
  ENROLMENT_LOCKED(
      429,
      "登记码错误次数过多，请 10 分钟后再试",
      "Too many wrong enrolment codes from this address; try again in 10 minutes"),
  NOT_A_GATE(409, "只有闸机可以分配检票点", "Only a gate stands at a checkpoint"),
  NOT_THIS_TERMINAL(
      409,
      "不能停用正在使用的终端，请换一台电脑操作",
      "You cannot revoke the terminal you are using; do it from another"),
  TERMINAL_CHANGED_MEANWHILE(
      409,
      "终端信息已被他人修改，请刷新后重试",
      "Somebody else changed the terminal meanwhile; reload and try again"),
  SETUP_ALREADY_DONE(409, "景区已完成初始化，请直接登录", "The park has been set up; sign in"),
  SETUP_CODE_WRONG(
      403,
      "初始化码不正确，请查看服务器控制台或数据目录中的 setup-code 文件",
      "The set-up code is wrong; see the server's console or the file setup-code in its data folder"),
  SETUP_LOCKED(
      429,
      "错误次数过多，请重新启动服务器以获取新的初始化码",
      "Too many wrong codes; restart the server, which makes a new one"),
  SETUP_VALUE_INVALID(
      422, "“{field}”无效，请检查时区、日切时间和币种", "“{field}” is not valid; check zone, cut-off and currency");

  private final int status;
  private final String zh;
  private final String en;

  TerminalProblem(int status, String zh, String en) {
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
