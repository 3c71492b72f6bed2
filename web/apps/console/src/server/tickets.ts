import { call, callForFile, newId } from '@shanmen/api';
import type { Order, Ticket, TicketLife } from '@shanmen/api';

export function lookUp(text: string): Promise<{ tickets: TicketLife[] }> {
  return call('POST', '/api/ticketing/look-ups', { body: { text } });
}

export function order(orderId: string): Promise<Order> {
  return call('GET', `/api/ordering/orders/${orderId}`);
}

/** Gives the ticket a new code, which voids the one on the old paper (F7). */
export function reprint(ticketNo: number, requestId: string, reason: string): Promise<Ticket> {
  return call('POST', `/api/ticketing/tickets/${String(ticketNo)}/reprint`, {
    body: { requestId, reason },
    repeatable: true,
  });
}

/** The ticket's paper as a PDF, for this computer's own printer. */
export async function paperOf(ticketNo: number): Promise<Blob> {
  const jobId = newId();
  await call('POST', '/api/ticketing/print-jobs', {
    body: { jobId, ticketNos: [ticketNo], way: 'PDF', openDrawer: false },
    repeatable: true,
  });
  return callForFile('GET', `/api/ticketing/print-jobs/${jobId}/tickets.pdf`);
}
