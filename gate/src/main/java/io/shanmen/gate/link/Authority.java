package io.shanmen.gate.link;

import io.shanmen.kernel.admission.Direction;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/** Who decides while the gate is ONLINE: the server. Nothing here waits. */
public interface Authority {

  /**
   * Somebody has shown a code.
   *
   * @param code exactly as read
   * @param atMost how many people this lane can pass in one go
   */
  record Question(
      UUID requestId, String code, String reader, Direction direction, int atMost, Instant at) {}

  /** Asks; the future completes in time or with {@link ServerAnswer.Undecided}, and never fails. */
  CompletableFuture<ServerAnswer> authorise(Question question);

  /** So many people of this presentation have passed so far. */
  void confirm(UUID requestId, int passed, Instant at);

  /**
   * The presentation is over.
   *
   * @param admittedHere how many people the gate itself let in because no answer came in time
   */
  void release(UUID requestId, int passed, int admittedHere, Instant at);
}
