package io.shanmen.server.capacity;

import io.shanmen.kernel.outcome.ProblemCode;

/** Why places are refused. */
public enum CapacityProblem implements ProblemCode {
  PLACES_NOT_OPEN(
      409, "{day} 未开放名额，请选择其他日期或时段。", "No places are open on {day}. Choose another day or slot."),
  PLACES_SOLD_OUT(
      409,
      "名额不足，仅剩 {remaining} 个，请减少人数或选择其他日期、时段。",
      "Only {remaining} places are left. Take fewer, or choose another day or slot."),
  HOLD_NOT_FOUND(404, "没有这笔预留名额。", "There is no such hold on places."),
  HOLD_EXPIRED(
      409, "预留的名额已失效，请重新选择。", "The hold on these places has lapsed. Choose the places again."),
  HOLD_CONFLICT(
      409,
      "同一编号已用于另一笔名额，请重新下单。",
      "This id already stands for another hold on places. Start again with a new one."),
  HOLD_NOT_SOLD(409, "名额尚未售出，不能退回。", "These places were not sold, so they cannot be given back."),
  RETURN_EXCEEDS_SALE(
      409,
      "退回人数超过售出人数，最多可退 {left} 人。",
      "More places are given back than were sold; at most {left} are left."),
  PLACE_POOL_NOT_FOUND(404, "没有这个名额池。", "There is no such pool of places."),
  SLOT_NOT_FOUND(400, "该名额池没有此时段。", "The pool has no such slot."),
  CAPACITY_BELOW_TAKEN(
      409,
      "{day} 已售和预留共 {taken} 个，名额不能低于此数。",
      "On {day} {taken} places are sold or held; the capacity cannot be lower."),
  TOO_MANY_DAYS(400, "一次最多设置 {limit} 天。", "At most {limit} days can be set at once.");

  private final int status;
  private final String zh;
  private final String en;

  CapacityProblem(int status, String zh, String en) {
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
