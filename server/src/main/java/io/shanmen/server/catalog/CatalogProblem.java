package io.shanmen.server.catalog;

import io.shanmen.kernel.outcome.ProblemCode;

/** Why the catalogue refuses. */
public enum CatalogProblem implements ProblemCode {
  PRODUCT_NOT_FOUND(404, "没有这个票种", "There is no such ticket type"),
  PRODUCT_NOT_ON_SALE(
      409,
      "票种 {productNo} 现在不售，请选择其他票种",
      "Ticket type {productNo} is not on sale now; choose another ticket type"),
  PRODUCT_RETIRED(
      409, "该票种已停用，不能再修改或上架", "This ticket type is retired; it can neither change nor sell"),
  PRODUCT_NOT_PUBLISHED(
      409, "该票种尚未发布，请先发布", "This ticket type was never published; publish it first"),
  QUANTITY_NOT_ALLOWED(
      422, "数量须在 {least} 到 {most} 之间", "The quantity must be between {least} and {most}"),
  SLOT_NEEDED(422, "请选择时段", "Choose a slot"),
  SLOT_UNKNOWN(422, "没有这个时段，请重新选择", "There is no such slot; choose again"),
  VISIT_DAY_OVER(422, "所选日期已过，请选择今天或以后的日期", "This day is over; choose today or a later one"),
  DRAFT_MISSING(409, "没有可发布的草稿，请先编辑", "There is no draft to publish; edit the ticket type first"),
  VERSION_CONFLICT(
      409, "同一版本编号已用于其他票种，请重新发布", "This version id stands for something else; publish again"),
  HOT_KEY_TAKEN(
      409,
      "快捷键 {key} 已被票种 {productNo} 使用，请换一个字母",
      "Hot key {key} belongs to ticket type {productNo}; choose another letter"),
  CHECKPOINT_UNKNOWN(422, "检票点 {no} 不存在或已停用", "Checkpoint {no} does not exist or is closed"),
  CHECKPOINT_IN_USE(
      409,
      "检票点 {no} 仍被票种 {productNo} 使用，请先修改该票种",
      "Ticket type {productNo} still uses checkpoint {no}; change the type first"),
  PLACE_POOL_UNKNOWN(422, "没有这个名额池", "There is no such pool of places"),
  PLACES_NEED_A_VISIT_DAY(
      422,
      "占用名额的票种须按指定日期生效",
      "A ticket type that takes places must be valid from the day of the visit"),
  PRICES_MISSING(422, "请至少设置一个价格", "Set at least one price"),
  SLOTS_ARE_FIXED(
      409,
      "已有时段不能修改或删除，只能增加；如需其他时段请新建名额池",
      "Slots that exist cannot change or go, only new ones can come; make a new pool instead");

  private final int status;
  private final String zh;
  private final String en;

  CatalogProblem(int status, String zh, String en) {
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
