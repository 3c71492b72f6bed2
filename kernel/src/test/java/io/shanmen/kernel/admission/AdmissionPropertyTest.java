package io.shanmen.kernel.admission;

import static io.shanmen.kernel.admission.Scene.ordinary;
import static org.assertj.core.api.Assertions.assertThat;

import io.shanmen.kernel.admission.Decision.Admit;
import io.shanmen.kernel.validity.Uses;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** However people come, go, turn round and wait, a ticket never admits more than it is good for. */
class AdmissionPropertyTest {

  private static final ReentryPolicy REENTRY =
      new ReentryPolicy(2, new ReentryPolicy.Window(60, null), true, false, null);

  @Property(tries = 300)
  void neverMoreFirstEntriesThanTheTicketAllowsAndNeverMoreComeBackThanLeft(
      @ForAll @IntRange(min = 1, max = 5) int heads,
      @ForAll @IntRange(min = 1, max = 3) int times,
      @ForAll long seed) {
    Scene scene =
        ordinary()
            .heads(heads)
            .uses(new Uses(times, 0, 0, Uses.Counting.TOGETHER))
            .reentry(REENTRY);
    Random chance = new Random(seed);
    Usage usage = Usage.NONE;
    List<Reservation> open = new ArrayList<>();
    Instant now = Scene.time("11-22T08:00");
    for (int step = 0; step < 60; step++) {
      now = now.plusSeconds(chance.nextInt(600));
      usage = usage.expire(now);
      if (!open.isEmpty() && chance.nextInt(3) > 0) {
        Reservation one = open.remove(chance.nextInt(open.size()));
        boolean held =
            usage.reservations().stream().anyMatch(r -> r.request().equals(one.request()));
        // Whoever passes after the reservation is over is a late passage: not this property's
        // matter.
        if (held) {
          usage = usage.confirm(one, chance.nextInt(one.heads() + 1), now).usage();
        }
        usage = usage.release(one.request());
        continue;
      }
      Presentation shown =
          new Presentation(
              scene.shown().reading(),
              chance.nextInt(4) == 0 ? Direction.EXIT : Direction.ENTRY,
              1 + chance.nextInt(6),
              ProofResult.NOT_ASKED);
      Decision decision =
          new AdmissionRules(scene.park())
              .decide(shown, scene.ticket().withUsage(usage), new Place(1, 1), now);
      if (decision instanceof Admit admit) {
        Reservation reservation =
            new Reservation(Scene.id(step), admit.kind(), new Place(1, 1), admit.heads(), now);
        usage = usage.reserve(reservation);
        open.add(reservation);
      }
      assertThat(count(usage, PassageKind.FIRST)).isLessThanOrEqualTo(heads * times);
      assertThat(count(usage, PassageKind.REENTRY))
          .isLessThanOrEqualTo(passed(usage, PassageKind.EXIT));
    }
  }

  private static int count(Usage usage, PassageKind kind) {
    return passed(usage, kind)
        + usage.reservations().stream()
            .filter(held -> held.kind() == kind)
            .mapToInt(Reservation::heads)
            .sum();
  }

  private static int passed(Usage usage, PassageKind kind) {
    return (int) usage.passages().stream().filter(passage -> passage.kind() == kind).count();
  }
}
