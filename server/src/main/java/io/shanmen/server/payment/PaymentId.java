package io.shanmen.server.payment;

import io.shanmen.kernel.id.TypedId;
import java.util.UUID;

/** Identifies one tender's payment. */
public record PaymentId(UUID value) implements TypedId {}
