package io.shanmen.server.aftersales;

import io.shanmen.kernel.outcome.Outcome;
import io.shanmen.server.identity.Permit;
import io.shanmen.server.identity.SignedIn;
import io.shanmen.server.ordering.Order;
import io.shanmen.server.ticketing.Documents;
import io.shanmen.server.ticketing.TicketLife;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The refund desk over HTTP. */
@RestController
@RequestMapping("/api/aftersales")
class RefundController {

  /** The text of a QR code, 24 digits, a ticket's number, an order's number or id. */
  record LookUpRequest(@NotBlank @Size(max = 512) String text) {}

  /**
   * An order at the refund desk, and what each of its tickets would give back now.
   *
   * @param order the order
   * @param found the ticket that was looked up; null where an order was
   * @param offers one for each ticket
   * @param refunds what was asked for before
   */
  record RefundableOrder(
      Order order, @Nullable Long found, List<Offer> offers, List<Refund> refunds) {}

  /**
   * What a ticket would give back now.
   *
   * @param ticketNo which
   * @param paidMinor what was paid for it
   * @param amountMinor what the rule gives back
   * @param feeMinor what the park keeps
   * @param refusal the problem code if it cannot be refunded; null if it can
   * @param refusalZh the same as a Chinese sentence
   * @param refusalEn the same as an English sentence
   */
  record Offer(
      long ticketNo,
      long paidMinor,
      long amountMinor,
      long feeMinor,
      @Nullable String refusal,
      @Nullable String refusalZh,
      @Nullable String refusalEn) {}

  /**
   * Asks for a refund. The same id with the same content has the same answer.
   *
   * @param requestId made by the client
   * @param orderId the order
   * @param ticketNos which of its tickets
   * @param ground on what ground
   * @param reason what the visitor says
   * @param amountMinor the amount in all that the visitor was told; another than the server's is
   *     refused, except on the ground {@code FREE_FORM}, where it is the wish itself
   */
  record RefundWish(
      UUID requestId,
      UUID orderId,
      @Size(min = 1, max = 200) List<Long> ticketNos,
      RefundGround ground,
      @NotBlank @Size(max = 200) String reason,
      @Min(0) long amountMinor) {}

  /**
   * Decides as the person who is signed in or, with a name, as one who steps up to this terminal.
   *
   * @param operator the sign-in name of who steps up; null if the caller decides
   * @param secret that person's PIN or password
   * @param note a word on the decision; needed for a rejection
   */
  record DecisionRequest(
      @Nullable @Size(max = 100) String operator,
      @NotBlank @Size(max = 200) String secret,
      @Size(max = 200) String note) {}

  /** A refund with what its approver should see: its order and the lives of its tickets. */
  record RefundInContext(Refund refund, Order order, List<TicketLife> tickets) {}

  /**
   * A page of refunds.
   *
   * @param refunds oldest first
   * @param next asks for the page after this with {@code after}; null on the last
   */
  record RefundPage(List<Refund> refunds, @Nullable String next) {}

  private static final int PAGE_LIMIT_REFUNDS = 200;

  private static final List<RefundState> NOT_DONE =
      List.of(
          RefundState.REQUESTED, RefundState.APPROVED, RefundState.EXECUTING, RefundState.FAILED);

  private final RefundLookUp lookUp;
  private final RefundStore store;
  private final RefundDecisions decisions;
  private final RefundExecution execution;
  private final RefundSlips slips;

  RefundController(
      RefundLookUp lookUp,
      RefundStore store,
      RefundDecisions decisions,
      RefundExecution execution,
      RefundSlips slips) {
    this.lookUp = lookUp;
    this.store = store;
    this.decisions = decisions;
    this.execution = execution;
    this.slips = slips;
  }

  @PostMapping("/look-ups")
  @Permit("aftersales.request")
  Outcome<RefundableOrder> lookUpForRefund(@Valid @RequestBody LookUpRequest request) {
    return lookUp.find(request.text());
  }

  @PostMapping("/refunds")
  @Permit("aftersales.request")
  Outcome<Refund> requestRefund(@Valid @RequestBody RefundWish wish, SignedIn who) {
    return lookUp.request(
        new RefundDesk.Wish(
            wish.requestId(),
            wish.orderId(),
            wish.ticketNos(),
            wish.ground(),
            wish.reason(),
            wish.amountMinor()),
        who);
  }

  /** The queue: refunds in these states, oldest first; without states those not yet done. */
  @GetMapping("/refunds")
  @Permit({"aftersales.request", "aftersales.approve", "aftersales.approve-any"})
  RefundPage refunds(
      @RequestParam(required = false) @Nullable List<RefundState> state,
      @RequestParam(required = false) @Nullable UUID after,
      @RequestParam(defaultValue = "50") int limit) {
    int size = Math.clamp(limit, 1, PAGE_LIMIT_REFUNDS);
    List<Refund> found = store.page(state == null ? NOT_DONE : state, after, size);
    return new RefundPage(
        found, found.size() < size ? null : found.getLast().requestId().toString());
  }

  @GetMapping("/refunds/{requestId}")
  @Permit({"aftersales.request", "aftersales.approve", "aftersales.approve-any"})
  Outcome<RefundInContext> refund(@PathVariable UUID requestId) {
    return lookUp.inContext(requestId);
  }

  @PostMapping("/refunds/{requestId}/approve")
  @Permit({"aftersales.request", "aftersales.approve", "aftersales.approve-any"})
  Outcome<Refund> approve(
      @PathVariable UUID requestId, @Valid @RequestBody DecisionRequest decision, SignedIn who) {
    return decisions.decide(verdict(requestId, true, decision), who);
  }

  @PostMapping("/refunds/{requestId}/reject")
  @Permit({"aftersales.request", "aftersales.approve", "aftersales.approve-any"})
  Outcome<Refund> reject(
      @PathVariable UUID requestId, @Valid @RequestBody DecisionRequest decision, SignedIn who) {
    return decisions.decide(verdict(requestId, false, decision), who);
  }

  /** Takes a request back that nobody has decided yet; only its maker may. */
  @PostMapping("/refunds/{requestId}/withdraw")
  @Permit("aftersales.request")
  Outcome<Refund> withdraw(@PathVariable UUID requestId, SignedIn who) {
    return decisions.withdraw(requestId, who);
  }

  private static RefundDecisions.Verdict verdict(
      UUID requestId, boolean approve, DecisionRequest decision) {
    return new RefundDecisions.Verdict(
        requestId, approve, decision.operator(), decision.secret(), decision.note());
  }

  /** Pays an approved refund out of the caller's drawer; a failed one may be tried again. */
  @PostMapping("/refunds/{requestId}/execute")
  @Permit("aftersales.execute")
  Outcome<Refund> execute(@PathVariable UUID requestId, SignedIn who) {
    return execution.execute(requestId, who);
  }

  /** The slip that the visitor signs. */
  @GetMapping(path = "/refunds/{requestId}/slip.pdf", produces = MediaType.APPLICATION_PDF_VALUE)
  @Permit({"aftersales.request", "aftersales.execute"})
  ResponseEntity<Object> slip(@PathVariable UUID requestId) {
    return Documents.answer(
        store
            .find(requestId)
            .map(stored -> Outcome.done(slips.pdf(stored.refund())))
            .orElseGet(() -> Outcome.refused(AftersalesProblem.REFUND_NOT_FOUND)),
        MediaType.APPLICATION_PDF);
  }
}
