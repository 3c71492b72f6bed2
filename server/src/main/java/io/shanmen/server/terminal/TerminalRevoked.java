package io.shanmen.server.terminal;

import java.time.Instant;
import java.util.UUID;

/** A terminal lost its approval; its sessions have ended. */
public record TerminalRevoked(UUID terminalId, TerminalKind kind, Instant at) {}
