package io.shanmen.kernel.admission;

import io.shanmen.kernel.outcome.ProblemCode;

/**
 * Why nobody passes. The constants come in the order of the checks; name and number never change
 * their meaning. The two digits tell staff what happened, the short text fits the gate's display,
 * the sentences say what to do.
 */
public enum Reason implements ProblemCode {
  BAD_CODE(
      10,
      Step.CODE,
      "无法识别",
      WayOn.SCAN_AGAIN,
      "票码不完整或不清晰，请擦净后重新扫码；仍无法识别请到服务台。",
      "The code is incomplete or unclear: scan it again; if that fails, go to the service desk."),
  FOREIGN_CODE(
      11,
      Step.CODE,
      "非本园票",
      WayOn.TICKET_WINDOW,
      "这不是本园的门票，请出示本园门票，或到售票处购票。",
      "This is not a ticket of this park: show one that is, or buy one at the ticket window."),
  UNKNOWN_KEY(
      12,
      Step.CODE,
      "暂不能验",
      WayOn.SERVICE_DESK,
      "本闸机尚无此票码的密钥，请走其他通道或到服务台。",
      "This gate has not got the key of this code yet: use another lane or go to the service desk."),
  BAD_SIGNATURE(
      13,
      Step.CODE,
      "票码无效",
      WayOn.SERVICE_DESK,
      "票码被改动或不是本园签发的，请持原票到服务台。",
      "The code was altered or not issued by this park: bring the original to the service desk."),
  KEY_REVOKED(
      14,
      Step.CODE,
      "票码作废",
      WayOn.SERVICE_DESK,
      "此票码所用的密钥已吊销，请到服务台换票。",
      "The key of this code was revoked: have the ticket exchanged at the service desk."),
  CODE_REPLACED(
      15,
      Step.CODE,
      "已换新票",
      WayOn.SERVICE_DESK,
      "此票已重打或更换，请使用最新的一张。",
      "This ticket was reprinted or replaced: use the newest one."),
  CODE_OUTDATED(
      16,
      Step.CODE,
      "票码过时",
      WayOn.REFRESH,
      "票码已过时，请刷新手机上的票码后再扫，截图无效；纸票请到服务台。",
      "The code is out of date: refresh it on your phone, a screenshot will not do; with a paper"
          + " ticket go to the service desk."),
  UNKNOWN_TICKET(
      20,
      Step.STATE,
      "查无此票",
      WayOn.SERVICE_DESK,
      "查不到这张票，请到服务台核对。",
      "There is no such ticket: have it checked at the service desk."),
  UNPAID(
      21,
      Step.STATE,
      "未付款",
      WayOn.TICKET_WINDOW,
      "这张票还没有付款，请先到售票处付款。",
      "This ticket is not paid: pay at the ticket window first."),
  REFUND_PENDING(
      22,
      Step.STATE,
      "退票中",
      WayOn.REFUND_DESK,
      "这张票正在退票，不能入园；要使用请先到退票处撤回申请。",
      "A refund of this ticket is under way: to use it, withdraw the request at the refund desk."),
  REFUNDED(
      23,
      Step.STATE,
      "已退票",
      WayOn.TICKET_WINDOW,
      "这张票已经退票，请重新购票。",
      "This ticket was refunded: buy a new one."),
  VOID(
      24,
      Step.STATE,
      "已作废",
      WayOn.SERVICE_DESK,
      "这张票已作废，请到服务台查询。",
      "This ticket was cancelled: ask at the service desk."),
  LOST(
      25,
      Step.STATE,
      "已挂失",
      WayOn.SERVICE_DESK,
      "这张票已挂失，请到服务台办理。",
      "This ticket was reported lost: go to the service desk."),
  FROZEN(
      26,
      Step.STATE,
      "已冻结",
      WayOn.SERVICE_DESK,
      "这张票已被冻结，请到服务台查询。",
      "This ticket is frozen: ask at the service desk."),
  BLACKLISTED(
      27,
      Step.STATE,
      "禁止入园",
      WayOn.SERVICE_DESK,
      "这张票在禁用名单上，请到服务台。",
      "This ticket is barred: go to the service desk."),
  CLOCK_NOT_TRUSTED(
      30,
      Step.DATE,
      "时钟异常",
      WayOn.OTHER_LANE,
      "本闸机时钟不准，无法核对日期，请走其他通道。",
      "This gate's clock is not to be trusted, so it checks no dates: use another lane."),
  NOT_YET_VALID(
      31,
      Step.DATE,
      "未生效",
      WayOn.COME_BACK,
      "这张票还没到使用日期，请在票面日期来园。",
      "This ticket is for a later day: come on the day it says."),
  EXPIRED(
      32,
      Step.DATE,
      "已过期",
      WayOn.SERVICE_DESK,
      "这张票已过有效期，请到服务台查询。",
      "This ticket has expired: ask at the service desk."),
  NOT_ACTIVATED(
      33,
      Step.DATE,
      "未激活",
      WayOn.SERVICE_DESK,
      "这张票还没有激活，请先到服务台激活。",
      "This ticket is not activated: have that done at the service desk."),
  NOT_BOOKED(
      34,
      Step.DATE,
      "未预约",
      WayOn.SERVICE_DESK,
      "今天须预约入园，这张票没有今天的预约，请预约后再来。",
      "Today needs a booking and this ticket has none: book a day first."),
  DAYS_USED_UP(
      35,
      Step.DATE,
      "天数用完",
      WayOn.TICKET_WINDOW,
      "这张票可用的天数已经用完，请重新购票。",
      "All days of this ticket are used: buy a new one."),
  NOT_ON_THIS_DAY(
      40,
      Step.WEEKDAY,
      "今日不可用",
      WayOn.COME_BACK,
      "这张票今天不能使用，请按票面说明的日子来园。",
      "This ticket is not good today: come on a day that it is for."),
  TOO_EARLY(
      50,
      Step.SLOT,
      "未到时段",
      WayOn.WAIT,
      "还没到入园时段，请稍候再来。",
      "It is too early for your time slot: please wait."),
  TOO_LATE(
      51,
      Step.SLOT,
      "时段已过",
      WayOn.SERVICE_DESK,
      "入园时段已过，请到服务台。",
      "Your time slot is over: go to the service desk."),
  WRONG_GATE(
      60,
      Step.GATE,
      "非本闸机",
      WayOn.OTHER_GATE,
      "这张票不能在此处使用，请到票面所示的检票点。",
      "This ticket is not for this gate: go to the one it names."),
  OUT_OF_ORDER(
      61,
      Step.GATE,
      "顺序不符",
      WayOn.OTHER_GATE,
      "请按联票规定的顺序游览，先到前一个检票点。",
      "The attractions have an order: go to the earlier one first."),
  TIME_LIMIT_OVER(
      62,
      Step.GATE,
      "时限已过",
      WayOn.SERVICE_DESK,
      "距上一个检票点的时限已过，请到服务台。",
      "The time allowed since the earlier attraction is over: go to the service desk."),
  ALREADY_USED(
      70,
      Step.COUNT,
      "已使用",
      WayOn.SERVICE_DESK,
      "这张票已经使用过，请到服务台查询。",
      "This ticket has been used: ask at the service desk."),
  NO_USES_LEFT(
      71,
      Step.COUNT,
      "次数用完",
      WayOn.TICKET_WINDOW,
      "这张票的可用次数已经用完，请重新购票。",
      "No uses are left on this ticket: buy a new one."),
  REENTRY_NOT_ALLOWED(
      72,
      Step.COUNT,
      "不可再入",
      WayOn.SERVICE_DESK,
      "不能再次入园：本园不设再次入园、次数已满或检票点不对，请到服务台。",
      "No re-entry: not in this park, too often, or not at this gate. Go to the service desk."),
  REENTRY_WINDOW_OVER(
      73,
      Step.COUNT,
      "再入超时",
      WayOn.SERVICE_DESK,
      "再次入园的时限已过，请到服务台。",
      "The time for coming back is over: go to the service desk."),
  TOO_SOON(
      80,
      Step.INTERVAL,
      "间隔过短",
      WayOn.WAIT,
      "离上次使用时间太短，请稍候再试。",
      "The last use was too short a time ago: please wait."),
  PARK_FULL(
      90,
      Step.CAPACITY,
      "园内已满",
      WayOn.WAIT,
      "园内人数已达上限，请在入口等候。",
      "The park is full: please wait at the entrance."),
  PROOF_FAILED(
      95,
      Step.PROOF,
      "身份不符",
      WayOn.SERVICE_DESK,
      "身份核验未通过，请到服务台。",
      "The check of the holder failed: go to the service desk."),
  PROOF_UNAVAILABLE(
      96,
      Step.PROOF,
      "无法核验",
      WayOn.STAFF_LANE,
      "本闸机不能核验身份，请走人工通道。",
      "This gate cannot check the holder: use the staffed lane.");

  /** The steps of the decision, in their fixed order. */
  public enum Step {
    CODE,
    STATE,
    DATE,
    WEEKDAY,
    SLOT,
    GATE,
    COUNT,
    INTERVAL,
    CAPACITY,
    PROOF
  }

  /** Where a refused visitor goes, or what to do. */
  public enum WayOn {
    SCAN_AGAIN("重新扫码", "Scan again"),
    REFRESH("刷新票码", "Refresh the code"),
    WAIT("请稍候", "Please wait"),
    COME_BACK("改日再来", "Come another day"),
    OTHER_LANE("其他通道", "Another lane"),
    STAFF_LANE("人工通道", "Staffed lane"),
    OTHER_GATE("其他检票点", "Another gate"),
    SERVICE_DESK("服务台", "Service desk"),
    TICKET_WINDOW("售票处", "Ticket window"),
    REFUND_DESK("退票处", "Refund desk");

    private final String zh;
    private final String en;

    WayOn(String zh, String en) {
      this.zh = zh;
      this.en = en;
    }

    public String zh() {
      return zh;
    }

    public String en() {
      return en;
    }
  }

  /** The most characters that the gate's display has room for. */
  public static final int DISPLAY_LIMIT_CHARACTERS = 6;

  private final int number;
  private final Step step;
  private final String display;
  private final WayOn wayOn;
  private final String zh;
  private final String en;

  Reason(int number, Step step, String display, WayOn wayOn, String zh, String en) {
    this.number = number;
    this.step = step;
    this.display = display;
    this.wayOn = wayOn;
    this.zh = zh;
    this.en = en;
  }

  /** Two digits for staff, 10 to 99; the first tells the step. */
  public int number() {
    return number;
  }

  /** The check that gives this reason. */
  public Step step() {
    return step;
  }

  /** The Chinese text for the display, at most {@link #DISPLAY_LIMIT_CHARACTERS} characters. */
  public String display() {
    return display;
  }

  /** Where to go, or what to do. */
  public WayOn wayOn() {
    return wayOn;
  }

  @Override
  public int status() {
    return 409;
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
