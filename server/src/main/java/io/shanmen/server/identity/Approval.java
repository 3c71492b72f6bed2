package io.shanmen.server.identity;

import java.time.Instant;
import java.util.UUID;

/**
 * That a second person approved, having proved presence at that moment (R21).
 *
 * @param approverId who approved
 * @param approverName that person's name as shown to people
 * @param terminalId where
 * @param sameTerminal whether that was the maker's own terminal, which is allowed but noted
 * @param at when
 */
public record Approval(
    UUID approverId, String approverName, UUID terminalId, boolean sameTerminal, Instant at) {}
