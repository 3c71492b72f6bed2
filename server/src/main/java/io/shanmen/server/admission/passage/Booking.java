package io.shanmen.server.admission.passage;

import io.shanmen.kernel.time.BusinessDay;
import io.shanmen.server.admission.ConfirmedPassage;
import io.shanmen.server.admission.PassagesConfirmed;
import io.shanmen.server.admission.feed.FeedItem;
import io.shanmen.server.admission.feed.FeedNews;
import io.shanmen.server.admission.feed.FeedNews.News;
import io.shanmen.server.admission.park.Occupancy;
import io.shanmen.server.admission.passage.ConflictStore.ConflictRow;
import io.shanmen.server.admission.passage.PassageStore.Booked;
import io.shanmen.server.admission.passage.PassageStore.PassageId;
import io.shanmen.server.foundation.ParkProfile;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** Books the passages of a set: rows, conflicts, news for the gates, one event, the count. */
@Component
class Booking {

  /** A passage that is told later is booked on the day of its arrival (R87). */
  static final Duration LATE_LIMIT = Duration.ofDays(7);

  /** Nobody passes later than now: a gate that says so by more than this has a wrong clock. */
  private static final Duration AHEAD_LIMIT = Duration.ofMinutes(5);

  /** A passage to be booked, and until when gates must know of it. */
  record Item(PassageRow row, @Nullable LocalDate keepUntil) {}

  private final PassageStore store;
  private final ConflictStore conflicts;
  private final FeedNews news;
  private final Occupancy occupancy;
  private final ApplicationEventPublisher events;
  private final ParkProfile profile;
  private final InstantSource clock;

  Booking(
      PassageStore store,
      ConflictStore conflicts,
      FeedNews news,
      Occupancy occupancy,
      ApplicationEventPublisher events,
      ParkProfile profile,
      InstantSource clock) {
    this.store = store;
    this.conflicts = conflicts;
    this.news = news;
    this.occupancy = occupancy;
    this.events = events;
    this.profile = profile;
    this.clock = clock;
  }

  /** Whether a passage of this time is booked on another day than its own, and on which. */
  LocalDate dayOf(Instant passedAt) {
    return isAdjustment(passedAt)
        ? profile.park().dayOf(clock.instant()).date()
        : profile.park().dayOf(passedAt).date();
  }

  boolean isAdjustment(Instant passedAt) {
    Duration age = Duration.between(passedAt, clock.instant());
    return age.compareTo(LATE_LIMIT) > 0 || age.compareTo(AHEAD_LIMIT.negated()) < 0;
  }

  /**
   * What a set writes.
   *
   * @param items passages to be booked
   * @param settled what became of presentations
   * @param conflicts records of which two cannot both be right
   * @param changed passages that were booked before and are told to the gates anew
   */
  record Entries(
      List<Item> items,
      List<PresentationRow> settled,
      List<ConflictRow> conflicts,
      List<Item> changed) {}

  /** Writes what a set found, and tells the gates and the park's count. */
  void book(Entries entries) {
    List<Item> items = entries.items();
    if (items.isEmpty() && entries.changed().isEmpty()) {
      store.update(entries.settled());
      return;
    }
    Instant now = clock.instant();
    Booked booked = store.book(items.stream().map(Item::row).toList(), entries.settled(), now);
    List<Item> fresh =
        items.stream()
            .filter(
                item ->
                    booked
                        .passages()
                        .contains(new PassageId(item.row().requestId(), item.row().nth())))
            .toList();
    conflicts.insert(entries.conflicts(), now);
    List<Item> told = new ArrayList<>(fresh);
    told.addAll(entries.changed());
    news.append(
        told.stream()
            .filter(item -> item.row().ticketNo() != null)
            .map(item -> new News(use(item.row()), item.keepUntil()))
            .toList());
    events.publishEvent(
        new PassagesConfirmed(fresh.stream().map(item -> confirmed(item.row())).toList()));
    occupancy.counted(booked.days());
  }

  private static FeedItem.Use use(PassageRow row) {
    return new FeedItem.Use(
        Objects.requireNonNull(row.ticketNo()),
        row.requestId(),
        row.nth(),
        row.gateId(),
        row.gateNo(),
        row.checkpointNo(),
        row.sort().name(),
        row.passedAt(),
        row.conflict() != null);
  }

  private static ConfirmedPassage confirmed(PassageRow row) {
    return new ConfirmedPassage(
        row.requestId(),
        row.nth(),
        row.sort(),
        row.ticketNo(),
        row.productNo(),
        row.gateNo(),
        row.passedAt(),
        new BusinessDay(row.businessDay()),
        row.conflict() != null);
  }
}
