package io.shanmen.kernel.ticketcode;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** The suites that a program knows: during a change of suite it reads the codes of both. */
public final class Suites {

  private final Map<Suite, Cryptography> bySuite = new EnumMap<>(Suite.class);

  private Suites(Iterable<Cryptography> all) {
    all.forEach(each -> bySuite.put(each.suite(), each));
  }

  public static Suites of(Cryptography... all) {
    return new Suites(Arrays.asList(all));
  }

  public Optional<Cryptography> find(Suite suite) {
    return Optional.ofNullable(bySuite.get(suite));
  }

  /**
   * The algorithms of a suite that this program surely knows.
   *
   * @throws IllegalArgumentException if it does not
   */
  public Cryptography get(Suite suite) {
    return find(suite)
        .orElseThrow(() -> new IllegalArgumentException("no algorithms of suite " + suite));
  }
}
