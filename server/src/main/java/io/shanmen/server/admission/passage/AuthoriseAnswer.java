package io.shanmen.server.admission.passage;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.shanmen.kernel.admission.PassageKind;
import io.shanmen.kernel.admission.Proof;
import io.shanmen.kernel.admission.Reason;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a gate is told about a presentation. Only the fields that belong to the decision are there.
 *
 * @param requestId the presentation
 * @param decision what the gate does
 * @param kind what a passage will mean
 * @param people how many are admitted, and reserved
 * @param headsLeft how many more could pass today here
 * @param expiresAt when the reservation is released by itself
 * @param reason why nobody passes
 * @param usedAt with {@code ALREADY_USED}: when
 * @param usedAtGate with {@code ALREADY_USED}: the gate's number
 * @param proofs one of these is asked for
 * @param repeats the presentation whose answer this repeats (same reader, same code)
 * @param ticket what was shown, where it is known
 * @param serverAt the server's clock
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record AuthoriseAnswer(
    UUID requestId,
    Verdict decision,
    @Nullable PassageKind kind,
    @Nullable Integer people,
    @Nullable Integer headsLeft,
    @Nullable Instant expiresAt,
    @Nullable Reason reason,
    @Nullable Instant usedAt,
    @Nullable Integer usedAtGate,
    @Nullable Set<Proof> proofs,
    @Nullable UUID repeats,
    @Nullable ShownTicket ticket,
    Instant serverAt) {

  /** What the gate does. */
  public enum Verdict {
    ADMIT,
    REFUSE,
    NEEDS_PROOF,
    /** The gate had taken the decision back before this was asked; nothing is reserved. */
    CANCELLED
  }

  /** The ticket as a display shows it. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record ShownTicket(
      long ticketNo,
      int codeVersion,
      int productNo,
      @Nullable String nameZh,
      @Nullable String nameEn,
      int heads) {}

  /** The same answer to another presentation of the same code at the same reader. */
  public AuthoriseAnswer repeatedFor(UUID another, Instant now) {
    return new AuthoriseAnswer(
        another,
        decision,
        kind,
        people,
        headsLeft,
        expiresAt,
        reason,
        usedAt,
        usedAtGate,
        proofs,
        requestId,
        ticket,
        now);
  }

  static AuthoriseAnswer cancelled(UUID requestId, Instant now) {
    return new AuthoriseAnswer(
        requestId,
        Verdict.CANCELLED,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        now);
  }
}
