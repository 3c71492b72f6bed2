package io.shanmen.server.cashdesk;

import io.shanmen.kernel.id.TypedId;
import java.util.UUID;

/** Identifies a cashier's shift (班次). */
public record ShiftId(UUID value) implements TypedId {}
