package io.shanmen.server.ticketing;

import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Ends print jobs that a crash left behind. */
@Component
class PrintJanitor {

  private final PrintBook book;

  PrintJanitor(PrintBook book) {
    this.book = book;
  }

  @Scheduled(fixedDelayString = "${shanmen.ticketing.print-janitor-pause:30s}")
  void endAbandonedJobs() {
    book.endAbandoned();
  }
}
