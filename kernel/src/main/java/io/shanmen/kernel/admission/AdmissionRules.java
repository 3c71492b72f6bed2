package io.shanmen.kernel.admission;

import io.shanmen.kernel.admission.Decision.Admit;
import io.shanmen.kernel.admission.Decision.NeedsProof;
import io.shanmen.kernel.admission.Decision.Refuse;
import io.shanmen.kernel.admission.TicketFacts.Listed;
import io.shanmen.kernel.ticketcode.Claims;
import io.shanmen.kernel.ticketcode.CodeOption;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * The one decision who may pass, used unchanged by server, gate and hub. Its checks come in a fixed
 * order, and the first that fails gives the reason (docs/protocols/admission.md).
 */
public final class AdmissionRules {

  private final ParkFacts park;

  public AdmissionRules(ParkFacts park) {
    this.park = park;
  }

  /**
   * Decides. It changes nothing: an {@link Admit} is to be reserved in the ticket's {@link Usage}
   * by the caller, in one step with this decision.
   *
   * @param shown the code and who shows it
   * @param ticket what is known here of its ticket
   * @param place where
   * @param now the disciplined clock of the deciding program
   * @throws IllegalArgumentException where code and facts are of two different tickets
   */
  public Decision decide(Presentation shown, TicketFacts ticket, Place place, Instant now) {
    return switch (Identity.of(shown.reading(), ticket)) {
      case Identity.Unknown(Reason reason) -> new Refuse(reason, null, null);
      case Identity.Known(Listed known, boolean replaced) -> {
        Case at = new Case(known, park, place, now, shown.atMost());
        yield switch (shown.direction()) {
          case ENTRY -> replaced ? refuse(at, Reason.CODE_REPLACED) : enter(at, shown.proof());
          case EXIT -> leave(at);
        };
      }
    };
  }

  // ---- Steps 2 to 10, somebody enters

  private static final List<Function<Case, Optional<Reason>>> BEFORE_SLOT =
      List.of(AdmissionRules::state, DateRules::date, DateRules::weekday);

  private static Decision enter(Case at, ProofResult proof) {
    for (Function<Case, Optional<Reason>> rule : BEFORE_SLOT) {
      Optional<Reason> reason = rule.apply(at);
      if (reason.isPresent()) {
        return refuse(at, reason.get());
      }
    }
    ReentryRules reentry = new ReentryRules(at);
    int left = UseRules.left(at);
    boolean comesBack = reentry.heads() > 0 && (reentry.seenOutside() > 0 || left == 0);
    // A slot limits entering, not staying: who comes back was here in time.
    Optional<Reason> slot = comesBack ? Optional.empty() : DateRules.slot(at);
    Optional<Reason> reason = slot.or(() -> RouteRules.gate(at));
    if (reason.isPresent()) {
      return refuse(at, reason.get());
    }
    return comesBack ? comeBack(at, reentry, proof) : enterAnew(at, reentry, proof);
  }

  private static Optional<Reason> state(Case at) {
    return switch (at.ticket().state()) {
      case CREATED -> Optional.of(Reason.UNPAID);
      case LOCKED -> Optional.of(Reason.REFUND_PENDING);
      case REFUNDED -> Optional.of(Reason.REFUNDED);
      case VOID -> Optional.of(Reason.VOID);
      case REPLACED -> Optional.of(Reason.CODE_REPLACED);
      case LOST -> Optional.of(Reason.LOST);
      case FROZEN -> Optional.of(Reason.FROZEN);
      case BLACKLISTED -> Optional.of(Reason.BLACKLISTED);
      // Expiry belongs to the dates, "used" to the count, where it may be a re-entry.
      case PAID, ISSUED, ACTIVATED, PARTIALLY_USED, USED, EXPIRED -> Optional.empty();
    };
  }

  private static Decision enterAnew(Case at, ReentryRules reentry, ProofResult proof) {
    int left = UseRules.left(at);
    if (left == 0) {
      return reentry.seenOutside() > 0
          ? new Refuse(
              reentry.refusal().orElse(UseRules.usedUp(at)),
              reentry.lastPassage().orElse(null),
              at.claims())
          : refuse(at, UseRules.usedUp(at));
    }
    int inTime = UseRules.leftByInterval(at);
    if (inTime == 0) {
      return refuse(at, Reason.TOO_SOON);
    }
    if (at.park().full()) {
      return refuse(at, Reason.PARK_FULL);
    }
    int heads = Math.min(Math.min(left, inTime), at.atMost());
    Admit admit = new Admit(PassageKind.FIRST, heads, left - heads, at.claims());
    return prove(admit, proofs(at.claims()), proof);
  }

  private static Decision comeBack(Case at, ReentryRules reentry, ProofResult proof) {
    int heads = Math.min(reentry.heads(), at.atMost());
    Admit admit = new Admit(PassageKind.REENTRY, heads, UseRules.left(at), at.claims());
    Set<Proof> wanted = proofs(at.claims());
    Proof method = at.park().reentry().proof();
    if (method != null) {
      wanted.add(method);
    }
    return prove(admit, wanted, proof);
  }

  private static Set<Proof> proofs(Claims claims) {
    Set<Proof> proofs = EnumSet.noneOf(Proof.class);
    for (CodeOption option : claims.options()) {
      switch (option) {
        case PROVE_BY_FINGERPRINT -> proofs.add(Proof.FINGERPRINT);
        case PROVE_BY_DOCUMENT -> proofs.add(Proof.DOCUMENT);
        case PROVE_BY_PHOTO -> proofs.add(Proof.PHOTO);
        case PROVE_BY_PIN -> proofs.add(Proof.PIN);
        case DYNAMIC -> {}
      }
    }
    return proofs;
  }

  private static Decision prove(Admit admit, Set<Proof> wanted, ProofResult result) {
    if (wanted.isEmpty()) {
      return admit;
    }
    return switch (result) {
      case ProofResult.NotAsked asked -> new NeedsProof(wanted, admit.claims());
      case ProofResult.Passed(Proof proof) ->
          wanted.contains(proof) ? admit : new NeedsProof(wanted, admit.claims());
      case ProofResult.Failed failed -> new Refuse(Reason.PROOF_FAILED, null, admit.claims());
      case ProofResult.Unavailable none ->
          new Refuse(Reason.PROOF_UNAVAILABLE, null, admit.claims());
    };
  }

  private static Refuse refuse(Case at, Reason reason) {
    boolean speaksOfUse =
        reason.step() == Reason.Step.COUNT || reason.step() == Reason.Step.INTERVAL;
    return new Refuse(reason, speaksOfUse ? UseRules.lastUse(at).orElse(null) : null, at.claims());
  }

  // ---- Somebody leaves: nobody is kept in

  private static Decision leave(Case at) {
    Tally today = at.everywhere().on(at.today());
    int inside =
        today.of(PassageKind.FIRST).count()
            + today.of(PassageKind.REENTRY).count()
            - today.of(PassageKind.EXIT).count();
    int heads = Math.clamp(inside, 1, at.claims().entitlement().heads());
    return new Admit(
        PassageKind.EXIT, Math.min(heads, at.atMost()), UseRules.left(at), at.claims());
  }
}
