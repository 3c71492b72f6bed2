package io.shanmen.server.payment;

/** By what means money comes in. Providers of scanned codes and cards add theirs here. */
public enum TenderKind {
  CASH("现金", "Cash");

  private final String zh;
  private final String en;

  TenderKind(String zh, String en) {
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
