package io.shanmen.server.admission.passage;

import io.shanmen.kernel.admission.PassageKind;
import io.shanmen.kernel.admission.Place;
import io.shanmen.kernel.admission.Presentation;
import io.shanmen.server.admission.PassageSort;
import io.shanmen.server.admission.gates.Gate;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Something that changes passages. Commands about one ticket never share a set. */
public sealed interface Command {

  /** The presentation. */
  UUID requestId();

  /** Where. */
  Gate gate();

  /** The ticket, as far as it is known before the command is carried out. */
  @Nullable Long ticketNo();

  /** What two commands of one set must not have in common. */
  default Object key() {
    Long ticketNo = ticketNo();
    return ticketNo == null ? requestId() : ticketNo;
  }

  /** Commands that come from an assigned gate know where it stands. */
  default Place place() {
    return gate()
        .place()
        .orElseThrow(() -> new IllegalStateException("the gate is not assigned: " + gate()));
  }

  /**
   * May somebody pass?
   *
   * @param shown the code, believed, and how it is shown
   * @param ticketNo the ticket in the code
   * @param contentHash of the whole request: the same id with another content is refused
   * @param at the gate's clock
   */
  record Authorise(
      UUID requestId, Gate gate, Presentation shown, Long ticketNo, byte[] contentHash, Instant at)
      implements Command {}

  /**
   * So many people have passed, all told.
   *
   * @param at when the last of them did
   */
  record Confirm(UUID requestId, Gate gate, @Nullable Long ticketNo, int passed, Instant at)
      implements Command {}

  /**
   * The presentation is over.
   *
   * @param passed so many people have passed, all told
   * @param admittedHere so many may still pass, because the gate decided by itself
   */
  record Release(
      UUID requestId, Gate gate, @Nullable Long ticketNo, int passed, int admittedHere, Instant at)
      implements Command {}

  /** Nobody confirmed or released in time. */
  record Expire(UUID requestId, Gate gate, @Nullable Long ticketNo) implements Command {}

  /**
   * One person passed, says a gate's journal.
   *
   * @param nth which person of the presentation
   * @param kind what the gate took the passage for
   * @param codeVersion of the code that was shown
   * @param productNo of the code that was shown
   * @param at the gate's clock
   */
  record Merge(
      UUID requestId,
      Gate gate,
      Long ticketNo,
      int nth,
      PassageKind kind,
      int codeVersion,
      int productNo,
      Instant at)
      implements Command {}

  /**
   * One person passed without a ticket.
   *
   * @param sort what it counts as
   * @param reason why staff let the person pass; null otherwise
   * @param by who did
   */
  record Count(
      UUID requestId,
      Gate gate,
      int nth,
      PassageSort sort,
      Instant at,
      @Nullable String reason,
      @Nullable UUID by)
      implements Command {
    @Override
    public @Nullable Long ticketNo() {
      return null;
    }
  }
}
