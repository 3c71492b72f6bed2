package io.shanmen.server.admission.gates;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a gate says of itself every second.
 *
 * @param at its clock
 * @param bootId made at each start of its program
 * @param program its version
 * @param mode ONLINE, OFFLINE, …
 * @param cursor where it stands in the feed; null if nothing is synced
 * @param listAsOf of when its list is
 * @param unsynced journal entries not acknowledged
 * @param lastSeq the number of its last journal entry
 * @param clockPlausible whether it trusts its clock
 * @param parts its board, reader, …
 */
public record Heartbeat(
    Instant at,
    UUID bootId,
    String program,
    String mode,
    @Nullable String cursor,
    @Nullable Instant listAsOf,
    long unsynced,
    long lastSeq,
    boolean clockPlausible,
    List<Part> parts) {

  /** A part of the gate and whether it works: OK, FAULT or ABSENT. */
  public record Part(String part, String state, @Nullable String text) {}
}
