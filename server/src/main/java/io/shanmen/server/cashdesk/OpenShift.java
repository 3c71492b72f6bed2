package io.shanmen.server.cashdesk;

import io.shanmen.kernel.time.BusinessDay;

/**
 * A shift in which money may be taken (R1). It stays open at least until the caller's transaction
 * ends, because it is locked against closing.
 *
 * @param id the shift
 * @param till who and where
 * @param businessDay the day on which the shift was opened
 * @param dropDue true if the drawer holds more than its limit: no more cash before a drop (R4)
 */
public record OpenShift(ShiftId id, Till till, BusinessDay businessDay, boolean dropDue) {}
