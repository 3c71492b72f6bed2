package io.shanmen.server.identity;

import io.shanmen.server.foundation.AfterReset;
import org.springframework.stereotype.Component;

/** The built-in roles come back and remembered sessions go when a test empties the database. */
@Component
class RoleSeedsAfterReset implements AfterReset {

  private final RoleSeeds seeds;
  private final Sessions sessions;

  RoleSeedsAfterReset(RoleSeeds seeds, Sessions sessions) {
    this.seeds = seeds;
    this.sessions = sessions;
  }

  @Override
  public void afterReset() {
    seeds.sow();
    sessions.changed();
  }
}
