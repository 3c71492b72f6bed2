package io.shanmen.server.foundation;

import io.shanmen.kernel.outcome.ProblemCode;

/** What can be wrong with any request, before a room has looked at it. */
public enum FoundationProblem implements ProblemCode {
  MALFORMED_REQUEST(
      400,
      "请求内容无法读取（{where}），请检查后重新提交",
      "The request cannot be read ({where}); correct it and send it again"),
  INVALID_VALUE(422, "“{field}”的值不符合要求：{why}", "The value of “{field}” is not acceptable: {why}"),
  NOT_FOUND(404, "没有找到该内容，请核对后重试", "There is no such thing; check the address or number"),
  METHOD_NOT_ALLOWED(405, "此地址不支持该操作", "This address does not support that method"),
  NOT_ACCEPTABLE(406, "无法提供所要求的格式", "The wanted format is not available"),
  UNSUPPORTED_MEDIA_TYPE(415, "不支持该内容类型，请使用 JSON", "Send the content as JSON"),
  BODY_TOO_LARGE(
      413, "提交的内容过大，上限为 {limit} 字节", "The request is too large; the limit is {limit} bytes"),
  PARK_NOT_SET_UP(
      409, "景区尚未初始化，请先完成首次设置", "The park has not been set up; finish the first-run set-up"),
  OVERLOADED(503, "系统繁忙，请稍候再试；本次操作没有生效", "The system is busy; nothing was done, try again"),
  OUTCOME_UNKNOWN(
      503,
      "系统未能及时确认结果；请重复同一操作，不会重复生效",
      "It is not known yet whether this was done; repeat the same request, it takes effect once"),
  DATABASE_AWAY(
      503,
      "数据库暂时不可用，请稍候再试；如持续出现请联系管理员",
      "The database is away; try again soon, and tell the administrator if it lasts"),
  INTERNAL_ERROR(
      500,
      "系统内部出错，请联系管理员并报告编号 {correlationId}",
      "Something broke; tell the administrator the number {correlationId}");

  private final int status;
  private final String zh;
  private final String en;

  FoundationProblem(int status, String zh, String en) {
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
