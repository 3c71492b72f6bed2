package io.shanmen.server.cashdesk;

/**
 * Why cash enters or leaves a drawer: the terms of {@code expected_cash} (R3), each the reason code
 * of its transfers in the ledger. Top-ups and deposits are in the drawer but not in sales revenue.
 */
public enum DrawerReason {
  FLOAT(1, "备用金", "Float"),
  CASH_SALE(1, "现金售票", "Cash sales"),
  CASH_TOPUP(1, "现金充值", "Cash top-ups"),
  DEPOSIT_IN(1, "收押金", "Deposits in"),
  PAID_IN(1, "其他收入", "Paid in"),
  CASH_REFUND(-1, "现金退款", "Cash refunds"),
  DEPOSIT_OUT(-1, "退押金", "Deposits out"),
  PAID_OUT(-1, "其他支出", "Paid out"),
  DROP(-1, "中途解款", "Drops");

  private final int sign;
  private final String zh;
  private final String en;

  DrawerReason(int sign, String zh, String en) {
    this.sign = sign;
    this.zh = zh;
    this.en = en;
  }

  /** 1 where cash enters the drawer, −1 where it leaves. */
  public int sign() {
    return sign;
  }

  public String zh() {
    return zh;
  }

  public String en() {
    return en;
  }
}
