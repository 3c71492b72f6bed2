package io.shanmen.server.ticketing;

import io.shanmen.kernel.outcome.ProblemCode;
import io.shanmen.server.vault.MasterState;

/** Why something about a ticket is refused. */
public enum TicketingProblem implements ProblemCode {
  TICKET_NOT_FOUND(
      404, "没有找到这张票，请核对票码、票号或订单号", "No such ticket; check the code, ticket number or order number"),
  TICKET_CODE_UNREADABLE(
      422,
      "票码无法识别（{fault}），请重新扫描或输入票号",
      "The code cannot be read ({fault}); scan again or type the ticket's number"),
  TICKET_NOT_PRINTABLE(
      409, "票 {ticketNo} 的状态为 {state}，不能出票", "Ticket {ticketNo} is {state} and cannot be printed"),
  TICKET_ALREADY_PRINTED(
      409,
      "票 {ticketNo} 已出票，如需重打请使用“重打”，原票码将作废",
      "Ticket {ticketNo} has been printed; a reprint voids the former code"),
  TICKET_BEING_PRINTED(
      409,
      "票 {ticketNo} 正在打印，请查看打印机后再操作",
      "Ticket {ticketNo} is being printed; look at the printer first"),
  TICKET_OF_OTHER_WINDOW(
      403,
      "票 {ticketNo} 由其他窗口售出，请在售出窗口出票，或请值班长办理",
      "Ticket {ticketNo} was sold at another window; print it there, or call the supervisor"),
  TICKET_NOT_REPRINTABLE(
      409,
      "票 {ticketNo} 的状态为 {state}，不能重打",
      "Ticket {ticketNo} is {state} and cannot be reprinted"),
  TICKET_PASSING(
      409,
      "票 {ticketNo} 正在检票通过，请稍候再试",
      "Somebody is passing on ticket {ticketNo}; try again in a moment"),
  TICKET_REPRINT_LIMIT(
      409,
      "票 {ticketNo} 已重打 {limit} 次，达到上限，请联系值班长",
      "Ticket {ticketNo} has been reprinted {limit} times, the limit; call the supervisor"),
  SHIFT_REPRINT_LIMIT(
      409,
      "本班次已重打 {limit} 次，达到上限，请联系值班长",
      "{limit} reprints in this shift, the limit; call the supervisor"),
  REPRINT_NEEDS_SHIFT(
      409, "请先开班再重打，或联系值班长", "Open a shift before you reprint, or call the supervisor"),
  REPRINT_CONFLICT(
      409, "该重打请求编号已用于另一张票，请重新操作", "This request id was used for another reprint; start again"),
  PRINT_JOB_OVER(
      409,
      "该出票文件已失效，不能再次取得；需要时请重打",
      "These tickets cannot be fetched again as a file; reprint them if need be"),
  PRINT_JOB_CONFLICT(
      409, "该打印任务编号已用于其他内容，请重新操作", "This print job id was used with other content; start again"),
  PRINT_JOB_NOT_FOUND(404, "没有找到该打印任务", "No such print job"),
  PRINT_JOB_RUNNING(409, "打印仍在进行，请稍候", "The job is still printing; wait a moment"),
  PRINTER_NOT_CONFIGURED(
      409,
      "本机未配置票据打印机，请联系管理员或改用 PDF 出票",
      "No ticket printer is set up for this computer; call the administrator or print as PDF"),
  PRINTER_TERMINAL_UNKNOWN(404, "没有这台终端，请先审批该电脑", "No such terminal; approve the computer first"),
  CODE_KEY_NOT_FOUND(404, "没有找到该密钥", "No such key"),
  CODE_KEYS_USED_UP(
      409,
      "本景区的100个密钥编号已用完，不能再更新；现用密钥继续有效，请联系开发者",
      "All hundred key numbers of this park are used up, so the key stays; it goes on working, and"
          + " the developers can help"),
  TICKET_NOT_ON_PHONE(404, "票 {ticketNo} 不在手机上", "Ticket {ticketNo} is not on a phone"),
  TOKEN_EMPTY(
      409,
      "密码令牌中还没有主密钥，不能售票出票；检票照常，请管理员完成密钥仪式",
      "The token holds no master key yet, so no tickets are issued; checking goes on; two"
          + " administrators make the key"),
  TOKEN_ABSENT(
      409,
      "密码令牌未插入，不能售票出票；检票照常，请通知管理员",
      "The key token is not plugged in, so no tickets are issued; checking goes on; tell the"
          + " administrator"),
  TOKEN_PIN_WRONG(
      409,
      "密码令牌的 PIN 不正确，不能售票出票；检票照常，请通知管理员",
      "The key token's PIN is wrong, so no tickets are issued; checking goes on; tell the"
          + " administrator"),
  TOKEN_LOCKED(
      409,
      "密码令牌已锁定，不能售票出票；检票照常，请通知管理员",
      "The key token is locked, so no tickets are issued; checking goes on; tell the"
          + " administrator"),
  TOKEN_FULL(
      409,
      "密码令牌已满，不能售票出票；检票照常，请通知管理员",
      "The key token is full, so no tickets are issued; checking goes on; tell the administrator"),
  TOKEN_FAILING(
      409,
      "密码令牌或其驱动出错，不能售票出票；检票照常，请通知管理员",
      "The key token or its driver fails, so no tickets are issued; checking goes on; tell the"
          + " administrator");

  private final int status;
  private final String zh;
  private final String en;

  TicketingProblem(int status, String zh, String en) {
    this.status = status;
    this.zh = zh;
    this.en = en;
  }

  /** Why nothing is issued while the master key is like this. */
  static TicketingProblem of(MasterState state) {
    return switch (state) {
      case READY -> throw new IllegalArgumentException("nothing is wrong with the master key");
      case EMPTY -> TOKEN_EMPTY;
      case ABSENT -> TOKEN_ABSENT;
      case PIN_WRONG -> TOKEN_PIN_WRONG;
      case LOCKED -> TOKEN_LOCKED;
      case FULL -> TOKEN_FULL;
      case FAILING -> TOKEN_FAILING;
    };
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
