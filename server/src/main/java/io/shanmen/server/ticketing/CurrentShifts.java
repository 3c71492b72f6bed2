package io.shanmen.server.ticketing;

import java.util.Optional;
import java.util.UUID;

/**
 * Tells in which open shift somebody works; ordering, which knows the cash desk, publishes it as a
 * bean. Reprints are counted by shift.
 */
public interface CurrentShifts {

  /** The open shift of an operator at a terminal. Called in a transaction. */
  Optional<UUID> shiftOf(UUID operatorId, UUID terminalId);
}
