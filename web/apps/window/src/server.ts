import { call, callForFile } from '@shanmen/api';
import type { Order, Schema, Ticket, TicketLife } from '@shanmen/api';

export type { Order, Ticket, TicketLife };

/** A ticket type as it is sold at a window on one day. */
export type Offer = Schema<'CatalogOffer'>;
export type WantedLine = Schema<'OrderingWantedLine'>;
export type SaleRequest = Schema<'OrderingSaleRequest'>;
export type OrderSummary = Schema<'OrderingOrderSummary'>;
/** `order` is what was sold after all; null if nothing was, and then nothing will be. */
export type SaleEnd = Schema<'OrderingSaleEnd'>;
export type OrderPage = Schema<'OrderingOrderPage'>;
export type Cart = Schema<'OrderingCart'>;
export type PrintJob = Schema<'TicketingPrintJob'>;
export type PrintWay = PrintJob['way'];

export function offers(day: string, signal?: AbortSignal): Promise<Offer[]> {
  return call('GET', '/api/catalog/offers', { query: { day }, ...(signal ? { signal } : {}) });
}

/** Safe to repeat: the order's id makes the same order the same order. */
export function sell(request: SaleRequest): Promise<Order> {
  return call('POST', '/api/ordering/sales', { body: request, repeatable: true, timeoutMs: 5000 });
}

/** Asks what became of a sale whose answer never came; one that was not sold is dead from now on. */
export function abandonSale(orderId: string): Promise<SaleEnd> {
  return call('POST', `/api/ordering/orders/${orderId}/abandonment`, { repeatable: true });
}

export function order(orderId: string): Promise<Order> {
  return call('GET', `/api/ordering/orders/${orderId}`);
}

export function recentOrders(after?: string): Promise<OrderPage> {
  return call('GET', '/api/ordering/orders', { query: { after, limit: 30 } });
}

export function voidOrder(orderId: string, requestId: string, reason: string): Promise<Order> {
  return call('POST', `/api/ordering/orders/${orderId}/void`, {
    body: { requestId, reason },
    repeatable: true,
  });
}

export function parkCart(cartId: string, label: string, lines: WantedLine[]): Promise<Cart> {
  return call('POST', '/api/ordering/carts', { body: { cartId, label, lines }, repeatable: true });
}

export function parkedCarts(): Promise<Cart[]> {
  return call('GET', '/api/ordering/carts');
}

export function recallCart(cartId: string): Promise<Cart> {
  return call('POST', `/api/ordering/carts/${cartId}/recall`, { repeatable: true });
}

export function discardCart(cartId: string): Promise<Cart> {
  return call('POST', `/api/ordering/carts/${cartId}/discard`, { repeatable: true });
}

export function lookUp(text: string): Promise<Schema<'TicketingLookUpAnswer'>> {
  return call('POST', '/api/ticketing/look-ups', { body: { text } });
}

/** A new code for a ticket; the paper that was out there is void from now on (F7). */
export function reprint(ticketNo: number, requestId: string, reason: string): Promise<Ticket> {
  return call('POST', `/api/ticketing/tickets/${String(ticketNo)}/reprint`, {
    body: { requestId, reason },
    repeatable: true,
  });
}

export function startPrintJob(wish: Schema<'TicketingPrintRequest'>): Promise<PrintJob> {
  return call('POST', '/api/ticketing/print-jobs', {
    body: wish,
    repeatable: true,
    timeoutMs: 30_000,
  });
}

export function printJob(jobId: string): Promise<PrintJob> {
  return call('GET', `/api/ticketing/print-jobs/${jobId}`);
}

export function printJobPdf(jobId: string): Promise<Blob> {
  return callForFile('GET', `/api/ticketing/print-jobs/${jobId}/tickets.pdf`);
}

export function myPrinter(): Promise<Schema<'TicketingPrinterStatus'>> {
  return call('GET', '/api/ticketing/printers/mine');
}
