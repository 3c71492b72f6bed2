package io.shanmen.server.vault;

import io.shanmen.server.foundation.AfterReset;
import org.springframework.stereotype.Component;

/** Makes the data keys anew after the database was emptied. */
@Component
public class FreshDataKeys implements AfterReset {

  private final DataKeys keys;

  FreshDataKeys(DataKeys keys) {
    this.keys = keys;
  }

  @Override
  public void afterReset() {
    restart();
  }

  /** Forgets what is in memory, and reads it as a server does that starts. */
  public void restart() {
    keys.forget();
    keys.afterSingletonsInstantiated();
  }
}
