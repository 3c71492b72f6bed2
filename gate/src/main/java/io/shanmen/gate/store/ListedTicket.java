package io.shanmen.gate.store;

import io.shanmen.kernel.admission.TicketState;
import io.shanmen.kernel.ticketcode.Claims;
import io.shanmen.kernel.ticketcode.TicketRef;
import org.jspecify.annotations.Nullable;

/**
 * A ticket on the synced list.
 *
 * @param ticket its number and the newest print
 * @param state where it stands
 * @param claims what it promises; null where only its state has come
 */
public record ListedTicket(TicketRef ticket, TicketState state, @Nullable Claims claims) {}
