package io.shanmen.server.cashdesk;

import io.shanmen.kernel.time.BusinessDay;

/** A shift was closed and numbered; from now on nothing is posted to it. */
public record ShiftClosed(ShiftId shiftId, Till till, BusinessDay businessDay, int zNumber) {}
