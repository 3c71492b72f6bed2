package io.shanmen.server.ticketing;

import io.shanmen.kernel.ticketcode.CodeReading;
import io.shanmen.kernel.ticketcode.ReadingKey;
import java.util.List;
import org.springframework.stereotype.Component;

/** Reads ticket codes for other modules, and hands out the keys by which gates read them. */
@Component
public class TicketCodes {

  TicketCodes() {}

  /**
   * Reads a code of either kind with the park's keys.
   *
   * @param text what a scanner read, without its line end
   */
  public CodeReading read(String text) {
    throw new UnsupportedOperationException("follows with the keys");
  }

  /** The park's number in its codes. */
  public int park() {
    throw new UnsupportedOperationException("follows with the keys");
  }

  /** The keys that gates need, retired and revoked ones too, oldest first. */
  public List<ReadingKey> readingKeys() {
    throw new UnsupportedOperationException("follows with the keys");
  }
}
