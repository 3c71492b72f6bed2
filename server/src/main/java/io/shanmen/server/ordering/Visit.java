package io.shanmen.server.ordering;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * When the visitor comes.
 *
 * @param day the business day
 * @param slotNo the slot; null where none was chosen
 */
public record Visit(LocalDate day, @Nullable Integer slotNo) {}
