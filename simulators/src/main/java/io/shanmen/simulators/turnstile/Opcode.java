package io.shanmen.simulators.turnstile;

/** The commands of a 7E/7F board, by the byte that stands for them. */
final class Opcode {
  static final int QUERY = 0x10;
  static final int ZERO_LEFT = 0x20;
  static final int ZERO_RIGHT = 0x21;
  static final int RESET = 0x35;
  static final int LEFT_OPEN = 0x80;
  static final int LEFT_ALWAYS = 0x81;
  static final int RIGHT_OPEN = 0x82;
  static final int RIGHT_ALWAYS = 0x83;
  static final int CLOSE = 0x84;
  static final int FORBID_LEFT = 0x88;
  static final int FORBID_RIGHT = 0x89;
  static final int CLEAR_FORBID = 0x8F;
  static final int SET_PARAMETER = 0x96;

  /** The only datum with which {@link #RESET} resets. */
  static final int RESET_DATUM = 0x60;

  private Opcode() {}
}
