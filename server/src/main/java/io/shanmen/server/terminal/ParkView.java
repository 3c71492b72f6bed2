package io.shanmen.server.terminal;

import io.shanmen.server.foundation.Park;

/** The park as screens need it: its names, and how to write its times and money. */
record ParkView(String nameZh, String nameEn, String zone, String cutOff, String currency) {

  static ParkView of(Park park) {
    return new ParkView(
        park.nameZh(),
        park.nameEn(),
        park.zone().getId(),
        park.cutOff().toString(),
        park.currency().getCurrencyCode());
  }
}
