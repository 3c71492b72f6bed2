package io.shanmen.gate.store;

import java.time.Instant;
import java.util.UUID;

/** Staff let so many people through by hand, from the console. */
public record OpenOrder(UUID orderId, int people, String reason, String by, Instant notAfter) {}
