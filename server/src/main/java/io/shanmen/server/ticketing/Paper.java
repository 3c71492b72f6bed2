package io.shanmen.server.ticketing;

/** The paper of a thermal printer at 203 dots to the inch. */
public enum Paper {
  MM_80(576),
  MM_58(384);

  private final int widthDots;

  Paper(int widthDots) {
    this.widthDots = widthDots;
  }

  /** How many dots fit across. */
  public int widthDots() {
    return widthDots;
  }
}
