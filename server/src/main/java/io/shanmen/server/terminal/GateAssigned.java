package io.shanmen.server.terminal;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A gate was put at a checkpoint (1 to 32), taken away from one (null), or renamed. */
public record GateAssigned(UUID terminalId, @Nullable Integer checkpoint, Instant at) {}
