package io.shanmen.server.ticketing;

import io.shanmen.kernel.time.BusinessDay;
import io.shanmen.server.foundation.ParkProfile;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import java.util.function.IntFunction;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Ends tickets whose last valid day has passed, so that lists for gates stay short, and gives those
 * back that ended while the clock was ahead: they are good again a pause after it is right.
 */
@Component
class TicketExpiry {

  private static final int LIMIT_TICKETS_PER_TRANSACTION = 1_000;

  private final TicketStore store;
  private final Tickets tickets;
  private final ParkProfile profile;
  private final InstantSource clock;
  private final TransactionTemplate transaction;

  TicketExpiry(
      TicketStore store,
      Tickets tickets,
      ParkProfile profile,
      InstantSource clock,
      PlatformTransactionManager transactions) {
    this.store = store;
    this.tickets = tickets;
    this.profile = profile;
    this.clock = clock;
    this.transaction = new TransactionTemplate(transactions);
  }

  @Scheduled(
      initialDelayString = "${shanmen.ticketing.expiry-pause:10m}",
      fixedDelayString = "${shanmen.ticketing.expiry-pause:10m}")
  void expire() {
    Instant now = clock.instant();
    profile
        .find()
        .ifPresent(
            park -> {
              BusinessDay today = park.dayOf(now);
              expireBefore(today);
              reviveFrom(today);
            });
  }

  /** Ends all tickets whose last day is before the given one; returns how many. */
  int expireBefore(BusinessDay today) {
    return changeAll(limit -> store.expire(today.date(), limit), TicketEvents.Kind.EXPIRED);
  }

  /** Gives those back that ended while the clock was ahead; returns how many. */
  int reviveFrom(BusinessDay today) {
    return changeAll(limit -> store.revive(today.date(), limit), TicketEvents.Kind.REVIVED);
  }

  private int changeAll(IntFunction<Set<Long>> change, TicketEvents.Kind kind) {
    int all = 0;
    int changed;
    do {
      changed = changeSome(change, kind);
      all += changed;
    } while (changed == LIMIT_TICKETS_PER_TRANSACTION);
    return all;
  }

  private int changeSome(IntFunction<Set<Long>> change, TicketEvents.Kind kind) {
    Set<Long> changed =
        transaction.execute(
            status ->
                tickets.changed(
                    change.apply(LIMIT_TICKETS_PER_TRANSACTION),
                    kind,
                    By.server(clock.instant()),
                    Map.of()));
    return changed.size();
  }
}
