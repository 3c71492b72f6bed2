package io.shanmen.kernel.admission;

import io.shanmen.kernel.time.BusinessCalendar;
import io.shanmen.kernel.time.BusinessDay;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Passages, counted. A reservation counts like the passages it stands for: a use that is being
 * taken is taken.
 */
final class Tally {

  private final List<Passage> passages;
  private final BusinessCalendar calendar;

  private Tally(List<Passage> passages, BusinessCalendar calendar) {
    this.passages = passages;
    this.calendar = calendar;
  }

  static Tally of(Usage usage, BusinessCalendar calendar) {
    List<Passage> all = new ArrayList<>(usage.passages());
    for (Reservation held : usage.reservations()) {
      if (held.kind() == PassageKind.EXIT) {
        continue;
      }
      for (int nth = 1; nth <= held.heads(); nth++) {
        all.add(new Passage(held.request(), nth, held.kind(), held.place(), held.at()));
      }
    }
    return new Tally(all, calendar);
  }

  Tally at(int checkpoint) {
    return only(passage -> passage.place().checkpoint() == checkpoint);
  }

  Tally on(BusinessDay day) {
    return only(passage -> calendar.dayOf(passage.at()).equals(day));
  }

  Tally of(PassageKind kind) {
    return only(passage -> passage.kind() == kind);
  }

  Tally after(Instant moment) {
    return only(passage -> passage.at().isAfter(moment));
  }

  private Tally only(Predicate<Passage> wanted) {
    return new Tally(passages.stream().filter(wanted).toList(), calendar);
  }

  int count() {
    return passages.size();
  }

  boolean none() {
    return passages.isEmpty();
  }

  Optional<Passage> first() {
    return passages.stream().min(Comparator.comparing(Passage::at));
  }

  Optional<Passage> last() {
    return passages.stream().max(Comparator.comparing(Passage::at));
  }

  NavigableSet<BusinessDay> days() {
    return passages.stream()
        .map(passage -> calendar.dayOf(passage.at()))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  NavigableSet<Integer> checkpoints() {
    return passages.stream()
        .map(passage -> passage.place().checkpoint())
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
