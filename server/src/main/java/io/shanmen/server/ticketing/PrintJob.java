package io.shanmen.server.ticketing;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Tickets on their way onto paper.
 *
 * @param jobId made by the client
 * @param way how
 * @param state how far it came
 * @param ticketNos the tickets, in the order of their printing
 * @param printed those that came out
 * @param failure why the rest did not; null if all did
 */
public record PrintJob(
    UUID jobId,
    Way way,
    State state,
    List<Long> ticketNos,
    List<Long> printed,
    @Nullable Failure failure) {

  public PrintJob {
    ticketNos = List.copyOf(ticketNos);
    printed = List.copyOf(printed);
  }

  /** How tickets come onto paper. */
  public enum Way {
    /** As a PDF in the tickets' real size, which the browser prints. */
    PDF,
    /** Sent to the thermal printer of the terminal. */
    PRINTER,
    /** As the bytes that a thermal printer takes, to download. */
    ESC_POS
  }

  /** How far a job came. */
  public enum State {
    /** Being sent; after a crash its janitor ends it as failed. */
    SENDING,
    DONE,
    PARTLY_DONE,
    FAILED
  }

  /** Why a printer did not print. */
  public enum Failure {
    NO_PAPER,
    COVER_OPEN,
    OFFLINE,
    NO_ANSWER,
    UNREACHABLE,
    /** Somebody looked at the paper and said so. */
    REPORTED,
    /** The server stopped in between. */
    INTERRUPTED
  }
}
