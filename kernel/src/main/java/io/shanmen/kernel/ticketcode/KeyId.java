package io.shanmen.kernel.ticketcode;

/**
 * The name of a key of ticket codes, as it stands in a code's header.
 *
 * @param park the park's number, 0 to {@link #PARK_LIMIT}, drawn at random when the park is
 *     founded: it tells its codes from those of other parks
 * @param number 0 to {@link #NUMBER_LIMIT}, the two digits that a bar code has room for; unique
 *     among the park's keys that still read, and given again only when its earlier bearer is
 *     forgotten
 * @param epoch 0 to {@link #EPOCH_LIMIT}, one more for each new key of the park; tells two bearers
 *     of one number apart
 */
public record KeyId(int park, int number, int epoch) {

  public static final int PARK_LIMIT = (1 << 16) - 1;
  public static final int NUMBER_LIMIT = 99;
  public static final int EPOCH_LIMIT = (1 << 16) - 1;

  public KeyId {
    if (park < 0 || park > PARK_LIMIT) {
      throw new IllegalArgumentException("no such park number: " + park);
    }
    if (number < 0 || number > NUMBER_LIMIT) {
      throw new IllegalArgumentException("no such key number: " + number);
    }
    if (epoch < 0 || epoch > EPOCH_LIMIT) {
      throw new IllegalArgumentException("no such epoch: " + epoch);
    }
  }
}
