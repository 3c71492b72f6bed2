package io.shanmen.kernel.pricing;

import io.shanmen.kernel.outcome.ProblemCode;

/** Why a sale has no price. */
public enum PricingProblem implements ProblemCode {
  NO_PRICE(
      409,
      "票种 {productNo} 在 {visitDay} 没有定价，请在后台设置价格后再售。",
      "Product {productNo} has no price for {visitDay}: set one in the console, then sell.");

  private final int status;
  private final String zh;
  private final String en;

  PricingProblem(int status, String zh, String en) {
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
