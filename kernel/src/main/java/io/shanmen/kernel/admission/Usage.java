package io.shanmen.kernel.admission;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;

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
    passages = passages.stream().sorted(Comparator.comparing(Passage::at)).toList();
    reservations = reservations.stream().sorted(Comparator.comparing(Reservation::at)).toList();
  }

  /** Authorised: the uses are taken until they are confirmed or released. */
  public Usage reserve(Reservation reservation) {
    UUID request = reservation.request();
    if (held(request).isPresent() || passed(request) > 0) {
      return this;
    }
    List<Reservation> more = new ArrayList<>(reservations);
    more.add(reservation);
    return new Usage(passages, more);
  }

  /**
   * Confirmed: so many people have passed, all told, for this presentation.
   *
   * @param authorised what was authorised, with the number of people authorised then
   * @param total people of this presentation who have passed so far; more than were authorised
   *     count only up to those
   */
  public Confirmation confirm(Reservation authorised, int total, Instant at) {
    UUID request = authorised.request();
    List<Passage> added =
        IntStream.rangeClosed(passed(request) + 1, Math.min(total, authorised.heads()))
            .mapToObj(nth -> new Passage(request, nth, authorised.kind(), authorised.place(), at))
            .toList();
    boolean late = !added.isEmpty() && held(request).isEmpty();
    Usage usage = this;
    for (Passage passage : added) {
      usage = usage.with(passage);
    }
    return new Confirmation(usage, added, late);
  }

  /** Released: what has not passed is free again. */
  public Usage release(UUID request) {
    return new Usage(
        passages, reservations.stream().filter(held -> !held.request().equals(request)).toList());
  }

  /** What the janitor does: frees reservations that are {@link #RESERVATION_LIMIT} old. */
  public Usage expire(Instant now) {
    return new Usage(
        passages,
        reservations.stream()
            .filter(held -> now.isBefore(held.at().plus(RESERVATION_LIMIT)))
            .toList());
  }

  /**
   * With one more passage, which takes its place in the reservation of its presentation, if any.
   */
  public Usage with(Passage passage) {
    boolean known =
        passages.stream()
            .anyMatch(
                other -> other.request().equals(passage.request()) && other.nth() == passage.nth());
    if (known) {
      return this;
    }
    List<Passage> more = new ArrayList<>(passages);
    more.add(passage);
    List<Reservation> rest = new ArrayList<>();
    for (Reservation held : reservations) {
      if (!held.request().equals(passage.request())) {
        rest.add(held);
      } else if (held.heads() > 1) {
        rest.add(
            new Reservation(
                held.request(), held.kind(), held.place(), held.heads() - 1, held.at()));
      }
    }
    return new Usage(more, rest);
  }

  private Optional<Reservation> held(UUID request) {
    return reservations.stream().filter(held -> held.request().equals(request)).findFirst();
  }

  private int passed(UUID request) {
    return (int) passages.stream().filter(passage -> passage.request().equals(request)).count();
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
