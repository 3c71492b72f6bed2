package io.shanmen.server.admission.passage;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/** What came of a command. */
public sealed interface Result {

  /** The answer to {@link Command.Authorise}. */
  record Answered(AuthoriseAnswer answer) implements Result {}

  /** The same id came with other content. */
  record OtherContent() implements Result {}

  /** The presentation was never asked about here. */
  record Unknown() implements Result {}

  /**
   * The presentation is of another ticket than the command said, or of one when it said none:
   * nothing was done, since it stood in another line.
   */
  record OfTicket(long ticketNo) implements Result {}

  /**
   * The state of the presentation after a confirmation or release.
   *
   * @param passed people who have passed, all told
   * @param late some of them after the reservation was gone
   * @param released reserved people who are free again
   * @param reserved people who are still expected
   */
  record Settled(UUID requestId, int passed, boolean late, int released, int reserved)
      implements Result {}

  /** A passage of a journal is booked; if there is a conflict, it is recorded with it. */
  record Merged() implements Result {}

  /** The results of a set, as its commands follow one another: exactly one for each. */
  static List<Result> inOrderOf(List<? extends Command> commands, Map<Command, Result> results) {
    return commands.stream()
        .map(command -> Objects.requireNonNull(results.get(command), "no result"))
        .toList();
  }
}
