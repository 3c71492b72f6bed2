package io.shanmen.server.vault;

/** How a master key is. Only {@link #READY} lets the park issue. */
public enum MasterState {
  READY("可用", "ready"),
  /** A token is there and has no master key yet: the key ceremony makes it. */
  EMPTY("密码令牌中还没有主密钥", "the token holds no master key yet"),
  /** No token, another token, or its driver does not see it. */
  ABSENT("密码令牌未插入", "the token is not plugged in"),
  /**
   * The token did not take the PIN. It is not tried again by itself: a few wrong PINs lock a token
   * for good.
   */
  PIN_WRONG("密码令牌的 PIN 不正确", "the token's PIN is wrong"),
  /** The token is locked after too many wrong PINs. */
  LOCKED("密码令牌已锁定", "the token is locked"),
  /** The token has no room for the master key. */
  FULL("密码令牌已满", "the token is full"),
  /** The driver is missing, hangs or fails. */
  FAILING("密码令牌或其驱动出错", "the token or its driver fails");

  private final String zh;
  private final String en;

  MasterState(String zh, String en) {
    this.zh = zh;
    this.en = en;
  }

  public String zh() {
    return zh;
  }

  public String en() {
    return en;
  }

  /** Whether it may come back by itself, so that it is worth trying again. */
  public boolean mayComeBack() {
    return switch (this) {
      case ABSENT, FAILING -> true;
      case READY, EMPTY, PIN_WRONG, LOCKED, FULL -> false;
    };
  }
}
