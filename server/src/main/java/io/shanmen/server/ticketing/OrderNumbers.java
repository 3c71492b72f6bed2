package io.shanmen.server.ticketing;

import java.util.Optional;
import java.util.UUID;

/** Tells which order bears a number; ordering publishes it as a bean for the look-up of tickets. */
public interface OrderNumbers {

  Optional<UUID> orderOf(long orderNo);
}
