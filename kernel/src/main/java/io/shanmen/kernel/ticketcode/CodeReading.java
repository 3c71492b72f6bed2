package io.shanmen.kernel.ticketcode;

import java.util.Objects;

/** What came of reading a code. */
public sealed interface CodeReading {

  /** A QR code of this park, genuine: everything in it may be believed. */
  record Read(Claims claims, KeyId key) implements CodeReading {
    public Read {
      Objects.requireNonNull(claims, "claims");
      Objects.requireNonNull(key, "key");
    }
  }

  /**
   * A bar code of this park with a good check. A thief of a gate could make such a code, so it
   * counts only where its ticket is known.
   *
   * @param ticketNumber the ticket
   * @param versionDigit the last decimal digit of the code's version
   * @param key the key that hid it
   */
  record LineRead(long ticketNumber, int versionDigit, KeyId key) implements CodeReading {
    public LineRead {
      Objects.requireNonNull(key, "key");
    }

    /** Whether this is the code of that print of the ticket. */
    public boolean belongsTo(TicketRef ticket) {
      return ticket.number() == ticketNumber && ticket.version() % 10 == versionDigit;
    }
  }

  /** Not a code that may be believed. */
  record Unreadable(Fault fault) implements CodeReading {
    public Unreadable {
      Objects.requireNonNull(fault, "fault");
    }
  }

  /** Why a code cannot be believed. */
  enum Fault {
    /**
     * Ours by its beginning, but cut off, garbled or of a format that this reader does not know.
     */
    BAD_CODE,
    /** Not a ticket code, or one of another park. */
    FOREIGN_CODE,
    /** Of this park, under a key that this reader has not got. */
    UNKNOWN_KEY,
    /** Altered or forged. */
    BAD_SIGNATURE,
    /** Under a key that was revoked. */
    KEY_REVOKED,
    /** Of a key that ended, or a copy of a code that changes every half minute. */
    CODE_OUTDATED
  }
}
