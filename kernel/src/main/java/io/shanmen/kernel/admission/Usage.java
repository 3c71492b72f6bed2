package io.shanmen.kernel.admission;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * What a ticket has been used for: the passages that happened and those that are reserved. It never
 * changes; each step gives a new one. Each step may be repeated without a second effect.
 *
 * @param passages in the order of their time; conflicts are not among them
 * @param reservations in the order of their time, at most one for each presentation
 */
public record Usage(List<Passage> passages, List<Reservation> reservations) {

  /** A ticket that nobody has used. */
  public static final Usage NONE = new Usage(List.of(), List.of());

  /** How long a reservation lives that nobody confirms or releases. */
  public static final Duration RESERVATION_LIMIT = Duration.ofSeconds(60);

  public Usage {
    passages = List.copyOf(passages);
    reservations = List.copyOf(reservations);
  }

  /** Authorised: the uses are taken until they are confirmed or released. */
  public Usage reserve(Reservation reservation) {
    throw new UnsupportedOperationException();
  }

  /**
   * Confirmed: so many people have passed, all told, for this presentation.
   *
   * @param reservation what was authorised, with the number of people authorised then
   * @param passed people of this presentation who have passed so far; more than were authorised
   *     count only up to those
   */
  public Confirmation confirm(Reservation reservation, int passed, Instant at) {
    throw new UnsupportedOperationException();
  }

  /** Released: what has not passed is free again. */
  public Usage release(UUID request) {
    throw new UnsupportedOperationException();
  }

  /** What the janitor does: frees reservations that are {@link #RESERVATION_LIMIT} old. */
  public Usage expire(Instant now) {
    throw new UnsupportedOperationException();
  }

  /** With one more passage that happened elsewhere; the same passage twice counts once. */
  public Usage with(Passage passage) {
    throw new UnsupportedOperationException();
  }

  /**
   * What came of a confirmation.
   *
   * @param usage after it
   * @param added the passages that it added, none where it was a repetition
   * @param late the reservation had been released or had expired: the passages count all the same
   */
  public record Confirmation(Usage usage, List<Passage> added, boolean late) {
    public Confirmation {
      added = List.copyOf(added);
    }
  }
}
