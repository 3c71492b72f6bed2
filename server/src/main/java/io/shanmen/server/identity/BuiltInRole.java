package io.shanmen.server.identity;

/** The roles that every park starts with; a park may change what they allow and add its own. */
public enum BuiltInRole {
  CASHIER("售票员", "Cashier"),
  REFUND_CLERK("退票员", "Refund clerk"),
  SUPERVISOR("值班长", "Supervisor"),
  GATE_STAFF("检票员", "Gate staff"),
  FINANCE("财务", "Finance"),
  MANAGER("经理", "Manager"),
  ADMINISTRATOR("管理员", "Administrator");

  private final String zh;
  private final String en;

  BuiltInRole(String zh, String en) {
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
