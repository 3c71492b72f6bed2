package io.shanmen.server.ticketing.keys;

import io.shanmen.server.foundation.AfterReset;
import org.springframework.stereotype.Component;

/** Makes the keys of ticket codes anew after the database was emptied. */
@Component
class FreshKeys implements AfterReset {

  private final CodeKeys keys;

  FreshKeys(CodeKeys keys) {
    this.keys = keys;
  }

  @Override
  public void afterReset() {
    keys.afterSingletonsInstantiated();
  }
}
