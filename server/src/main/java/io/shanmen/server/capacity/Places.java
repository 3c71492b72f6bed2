package io.shanmen.server.capacity;

/**
 * How many places there are and what became of them. {@code held + sold <= capacity}, always.
 *
 * @param capacity how many there are; 0 where the park has set none
 * @param held kept for carts that are not paid
 * @param sold sold and not given back
 */
public record Places(int capacity, int held, int sold) {

  public static final Places NOT_SET = new Places(0, 0, 0);

  public int remaining() {
    return capacity - held - sold;
  }
}
