package io.shanmen.server.capacity;

import java.time.Instant;

/**
 * A claim on places.
 *
 * @param id made by the asker
 * @param place where
 * @param heads for how many people it was made
 * @param state where in its life it is
 * @param expiresAt when an unsold hold lapses
 */
public record Hold(HoldId id, Place place, int heads, HoldState state, Instant expiresAt) {}
