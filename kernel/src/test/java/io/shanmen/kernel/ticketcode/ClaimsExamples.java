package io.shanmen.kernel.ticketcode;

import io.shanmen.kernel.time.BusinessDay;
import io.shanmen.kernel.validity.Activation;
import io.shanmen.kernel.validity.CheckpointSet;
import io.shanmen.kernel.validity.DayQuota;
import io.shanmen.kernel.validity.DayRange;
import io.shanmen.kernel.validity.DayRule;
import io.shanmen.kernel.validity.Entitlement;
import io.shanmen.kernel.validity.Route;
import io.shanmen.kernel.validity.SlotWindow;
import io.shanmen.kernel.validity.Uses;
import io.shanmen.kernel.validity.Validity;
import java.time.DayOfWeek;
import java.util.EnumSet;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Claims for tests: an ordinary ticket, the longest there can be, and any at all. */
final class ClaimsExamples {

  private static final BusinessDay DAY = BusinessDay.of(2026, 11, 22);

  private ClaimsExamples() {}

  static Claims adultDayTicket() {
    return new Claims(
        new TicketRef(100_000_042, 1),
        6,
        Validity.onDay(DAY),
        Entitlement.once(1, CheckpointSet.of(1, 2)),
        Set.of());
  }

  static Claims familyTicket() {
    return new Claims(
        new TicketRef(4_000_000_000L, 2),
        12_345,
        Validity.onDay(DAY).withSlot(SlotWindow.of(9 * 60, 12 * 60)),
        Entitlement.once(4, CheckpointSet.ALL),
        Set.of());
  }

  /** The ticket that docs/protocols/ticket-code.md works out bit by bit. */
  static Claims workedExample() {
    return new Claims(
        new TicketRef(42, 1),
        6,
        Validity.onDay(DAY),
        Entitlement.once(4, CheckpointSet.of(1, 2)),
        Set.of());
  }

  /** Every optional part is there and every number is as high as it can be. */
  static Claims longest() {
    return new Claims(
        new TicketRef(Long.MAX_VALUE, TicketRef.VERSION_LIMIT),
        Claims.PRODUCT_LIMIT,
        new Validity(
            new DayRange(
                BusinessDay.of(2199, 6, 5),
                BusinessDay.of(2199, 6, 5).plusDays(DayRange.LENGTH_LIMIT_DAYS - 1)),
            new DayRule(EnumSet.allOf(DayOfWeek.class), true, true, true),
            new SlotWindow(2046, 2047, 255, 255),
            new Activation(
                Activation.Start.ACTIVATION, Activation.AMOUNT_LIMIT, Activation.Unit.HOURS),
            new DayQuota(511, 511, true, DayQuota.From.FIRST_ENTRY)),
        new Entitlement(
            Entitlement.HEADS_LIMIT,
            new Uses(
                Uses.TOTAL_LIMIT,
                Uses.PER_DAY_LIMIT,
                Uses.INTERVAL_LIMIT_MINUTES,
                Uses.Counting.EACH),
            new Route(
                CheckpointSet.ALL, Route.Order.MAIN_FIRST, 31, new Route.After(32, 2047, 2047))),
        EnumSet.complementOf(EnumSet.of(CodeOption.DYNAMIC)));
  }

  static Arbitrary<Claims> any() {
    return Combinators.combine(
            tickets(),
            Arbitraries.integers().between(0, Claims.PRODUCT_LIMIT),
            validities(),
            entitlements(),
            Arbitraries.of(EnumSet.complementOf(EnumSet.of(CodeOption.DYNAMIC))).set().ofMaxSize(4))
        .as(Claims::new);
  }

  private static Arbitrary<TicketRef> tickets() {
    return Combinators.combine(
            Arbitraries.longs().between(0, Long.MAX_VALUE),
            Arbitraries.integers().between(1, TicketRef.VERSION_LIMIT))
        .as(TicketRef::new);
  }

  private static Arbitrary<Validity> validities() {
    Arbitrary<DayRange> days =
        Combinators.combine(
                Arbitraries.integers().between(0, 65_535),
                Arbitraries.integers().between(0, DayRange.LENGTH_LIMIT_DAYS - 1))
            .as(
                (first, more) -> {
                  BusinessDay from = BusinessDay.of(2020, 1, 1).plusDays(first);
                  return new DayRange(from, from.plusDays(more));
                });
    Arbitrary<DayRule> rules =
        Combinators.combine(
                Arbitraries.of(DayOfWeek.class).set().ofMinSize(1),
                Arbitraries.of(true, false),
                Arbitraries.of(true, false),
                Arbitraries.of(true, false))
            .as(DayRule::new);
    Arbitrary<SlotWindow> slots =
        Combinators.combine(
                Arbitraries.integers().between(0, 1023),
                Arbitraries.integers().between(1, 1024),
                Arbitraries.integers().between(0, 255),
                Arbitraries.integers().between(0, 255))
            .as((start, length, early, late) -> new SlotWindow(start, start + length, early, late));
    Arbitrary<Activation> clocks =
        Combinators.combine(
                Arbitraries.of(Activation.Start.class),
                Arbitraries.integers().between(1, Activation.AMOUNT_LIMIT),
                Arbitraries.of(Activation.Unit.class))
            .as(Activation::new);
    Arbitrary<DayQuota> quotas =
        Combinators.combine(
                Arbitraries.integers().between(1, 511),
                Arbitraries.integers().between(0, 511),
                Arbitraries.of(true, false),
                Arbitraries.of(DayQuota.From.class))
            .as(
                (use, within, consecutive, from) ->
                    new DayQuota(use, within < use ? 0 : within, consecutive, from));
    return Combinators.combine(
            days, rules, slots.injectNull(0.5), clocks.injectNull(0.5), quotas.injectNull(0.5))
        .as(Validity::new);
  }

  private static Arbitrary<Entitlement> entitlements() {
    Arbitrary<Uses> uses =
        Combinators.combine(
                Arbitraries.integers().between(0, Uses.TOTAL_LIMIT),
                Arbitraries.integers().between(0, Uses.PER_DAY_LIMIT),
                Arbitraries.integers().between(0, Uses.INTERVAL_LIMIT_MINUTES),
                Arbitraries.of(Uses.Counting.class))
            .as(Uses::new);
    Arbitrary<Route.After> limits =
        Combinators.combine(
                Arbitraries.integers().between(1, 32),
                Arbitraries.integers().between(0, 1000),
                Arbitraries.integers().between(1000, 2047))
            .as(Route.After::new);
    Arbitrary<Route> routes =
        Combinators.combine(
                Arbitraries.integers().filter(mask -> mask != 0).map(CheckpointSet::new),
                Arbitraries.of(Route.Order.class),
                Arbitraries.integers().between(0, 31),
                limits.injectNull(0.5))
            .as(Route::new);
    return Combinators.combine(
            Arbitraries.integers().between(1, Entitlement.HEADS_LIMIT), uses, routes)
        .as(Entitlement::new);
  }
}
