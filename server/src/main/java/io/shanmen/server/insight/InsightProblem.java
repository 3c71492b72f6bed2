package io.shanmen.server.insight;

import io.shanmen.kernel.outcome.ProblemCode;

/** Why insight refuses a request. */
public enum InsightProblem implements ProblemCode {
  TABLE_UNKNOWN(404, "报表中没有这张表，请刷新页面后重试", "The report has no such table; reload the page"),
  CURSOR_UNKNOWN(
      422, "翻页位置无效，请从第一页重新查询", "This place in the list is unknown; start at the first page"),
  SPAN_INVALID(
      422,
      "起止日期不合理：止日不得早于起日，且最多 {days} 天",
      "These dates make no sense: the last is not before the first, and {days} days at most");

  private final int status;
  private final String zh;
  private final String en;

  InsightProblem(int status, String zh, String en) {
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
