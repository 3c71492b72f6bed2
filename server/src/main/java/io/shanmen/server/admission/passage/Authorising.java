package io.shanmen.server.admission.passage;

import io.shanmen.kernel.admission.Decision;
import io.shanmen.kernel.admission.PassageKind;
import io.shanmen.kernel.admission.Place;
import io.shanmen.kernel.admission.Presentation;
import io.shanmen.kernel.admission.Reason;
import io.shanmen.kernel.admission.Usage;
import io.shanmen.kernel.ticketcode.Claims;
import io.shanmen.server.admission.passage.AuthoriseAnswer.ShownTicket;
import io.shanmen.server.admission.passage.AuthoriseAnswer.Verdict;
import io.shanmen.server.admission.passage.PassageRow.DecidedBy;
import io.shanmen.server.admission.passage.PassageStore.EarlierAnswer;
import io.shanmen.server.admission.passage.PassageStore.Known;
import io.shanmen.server.admission.passage.PresentationRow.State;
import io.shanmen.server.ticketing.TicketFacts;
import io.shanmen.server.ticketing.Tickets;
import io.shanmen.server.ticketing.UseOf;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Decides a set of presentations and reserves what it admits: four statements, however many they
 * are. The reservation is conditional on the ticket's state and on the uses that are left, in the
 * statement that makes it; so a refund cannot slip between decision and reservation.
 */
@Component
class Authorising {

  private static final Logger log = LoggerFactory.getLogger(Authorising.class);

  private final PassageStore store;
  private final Tickets tickets;
  private final Deciding deciding;
  private final ProductNames names;
  private final InstantSource clock;
  private final JsonMapper json;

  Authorising(
      PassageStore store,
      Tickets tickets,
      Deciding deciding,
      ProductNames names,
      InstantSource clock,
      JsonMapper json) {
    this.store = store;
    this.tickets = tickets;
    this.deciding = deciding;
    this.names = names;
    this.clock = clock;
    this.json = json;
  }

  /** A presentation and what was decided about it. */
  private record Decided(
      Command.Authorise asked, Decision decision, @Nullable TicketFacts ticket) {}

  /** Decides; each command gets one result. */
  List<Result> authorise(List<Command.Authorise> commands) {
    Map<Command, Result> results = new IdentityHashMap<>();
    Instant now = clock.instant();
    List<Long> ticketNos = commands.stream().map(Command.Authorise::ticketNo).toList();
    Map<Long, TicketFacts> facts = tickets.factsFor(ticketNos);
    Known known =
        store.known(ticketNos, commands.stream().map(Command.Authorise::requestId).toList());
    List<Decided> decided = new ArrayList<>();
    for (Command.Authorise asked : commands) {
      EarlierAnswer earlier = known.answers().get(asked.requestId());
      if (earlier == null) {
        decided.add(decide(asked, facts.get(asked.ticketNo()), known.usage(asked.ticketNo()), now));
      } else {
        results.put(asked, answeredBefore(asked, earlier, now));
      }
    }
    List<Decided> certain = reserve(decided, known, now);
    List<PresentationRow> rows = new ArrayList<>();
    for (Decided one : certain) {
      AuthoriseAnswer answer = answer(one.asked().requestId(), one.decision(), now);
      rows.add(row(one, answer, now));
      results.put(one.asked(), new Result.Answered(answer));
    }
    store.insert(rows);
    return Result.inOrderOf(commands, results);
  }

  private Decided decide(
      Command.Authorise asked, @Nullable TicketFacts ticket, Usage usage, Instant now) {
    return new Decided(
        asked, deciding.now(asked.shown(), ticket, usage, asked.place(), now), ticket);
  }

  private Result answeredBefore(Command.Authorise asked, EarlierAnswer earlier, Instant now) {
    byte[] hash = earlier.contentHash();
    String answer = earlier.answer();
    if (hash == null || answer == null) {
      return new Result.Answered(AuthoriseAnswer.cancelled(asked.requestId(), now));
    }
    return Arrays.equals(hash, asked.contentHash())
        ? new Result.Answered(json.readValue(answer, AuthoriseAnswer.class))
        : new Result.OtherContent();
  }

  /** Reserves the uses; who could not be reserved for is decided anew on what is true by now. */
  private List<Decided> reserve(List<Decided> decided, Known known, Instant now) {
    List<UseOf> uses =
        decided.stream()
            .filter(one -> takesUses(one.decision()))
            .map(one -> new UseOf(one.asked().ticketNo(), heads(one.decision()), now))
            .toList();
    if (uses.isEmpty()) {
      return decided;
    }
    Set<Long> reserved = tickets.reserve(uses);
    if (reserved.size() == uses.size()) {
      return decided;
    }
    Map<Long, TicketFacts> fresh =
        tickets.factsFor(
            uses.stream().map(UseOf::ticketNo).filter(no -> !reserved.contains(no)).toList());
    return decided.stream()
        .map(
            one ->
                takesUses(one.decision()) && !reserved.contains(one.asked().ticketNo())
                    ? refused(one, fresh, known, now)
                    : one)
        .toList();
  }

  private Decided refused(Decided before, Map<Long, TicketFacts> fresh, Known known, Instant now) {
    Command.Authorise asked = before.asked();
    Decided again = decide(asked, fresh.get(asked.ticketNo()), known.usage(asked.ticketNo()), now);
    if (!(again.decision() instanceof Decision.Admit admit)) {
      return again;
    }
    // Ticketing counts fewer uses than the passages here say: the stricter of the two is right.
    log.error("ticket {}: no use could be reserved, though one seems left", asked.ticketNo());
    return new Decided(
        asked, new Decision.Refuse(Reason.NO_USES_LEFT, null, admit.claims()), again.ticket());
  }

  private static boolean takesUses(Decision decision) {
    return decision instanceof Decision.Admit admit && admit.kind() == PassageKind.FIRST;
  }

  private static int heads(Decision decision) {
    return decision instanceof Decision.Admit admit ? admit.heads() : 0;
  }

  /** The answer to a presentation that was refused before any ticket was looked up. */
  AuthoriseAnswer answerUnread(UUID requestId, Presentation shown, Place place) {
    Instant now = clock.instant();
    Decision decision = deciding.now(shown, null, Usage.NONE, place, now);
    return answer(requestId, decision, now);
  }

  private AuthoriseAnswer answer(UUID requestId, Decision decision, Instant now) {
    return switch (decision) {
      case Decision.Admit admit ->
          new AuthoriseAnswer(
              requestId,
              Verdict.ADMIT,
              admit.kind(),
              admit.heads(),
              admit.headsLeft(),
              now.plus(Usage.RESERVATION_LIMIT),
              null,
              null,
              null,
              null,
              null,
              shown(admit.claims()),
              now);
      case Decision.Refuse refuse ->
          new AuthoriseAnswer(
              requestId,
              Verdict.REFUSE,
              null,
              null,
              null,
              null,
              refuse.reason(),
              refuse.lastUse() == null ? null : refuse.lastUse().at(),
              refuse.lastUse() == null ? null : refuse.lastUse().place().gateNo(),
              null,
              null,
              shown(refuse.claims()),
              now);
      case Decision.NeedsProof needs ->
          new AuthoriseAnswer(
              requestId,
              Verdict.NEEDS_PROOF,
              null,
              null,
              null,
              null,
              null,
              null,
              null,
              needs.anyOf(),
              null,
              shown(needs.claims()),
              now);
    };
  }

  private @Nullable ShownTicket shown(@Nullable Claims claims) {
    if (claims == null) {
      return null;
    }
    var product = names.product(claims.productNo());
    return new ShownTicket(
        claims.ticket().number(),
        claims.ticket().version(),
        claims.productNo(),
        product.map(known -> known.nameZh()).orElse(null),
        product.map(known -> known.nameEn()).orElse(null),
        claims.entitlement().heads());
  }

  private PresentationRow row(Decided one, AuthoriseAnswer answer, Instant now) {
    Command.Authorise asked = one.asked();
    TicketFacts ticket = one.ticket();
    Decision.@Nullable Admit admit =
        one.decision() instanceof Decision.Admit admitted ? admitted : null;
    return new PresentationRow(
        asked.requestId(),
        asked.contentHash(),
        asked.gate().id(),
        asked.place().gateNo(),
        asked.place().checkpoint(),
        asked.ticketNo(),
        ticket == null ? null : ticket.claims().ticket().version(),
        ticket == null ? null : ticket.claims().productNo(),
        answer.decision(),
        one.decision() instanceof Decision.Refuse refuse ? refuse.reason().name() : null,
        admit == null ? null : admit.kind(),
        admit == null ? 0 : admit.heads(),
        0,
        admit == null ? State.CLOSED : State.OPEN,
        DecidedBy.SERVER,
        ticket == null ? null : TicketSpan.keepUntil(ticket),
        asked.at(),
        now,
        admit == null ? null : now.plus(Usage.RESERVATION_LIMIT),
        json.writeValueAsString(answer));
  }
}
