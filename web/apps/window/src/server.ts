import { call, callForFile } from '@shanmen/api';
import type { Order, Ticket, TicketLife } from '@shanmen/api';

export type { Order, Ticket, TicketLife };

/** A ticket type as it is sold at a window on one day. */
export interface Offer {
  productId: string;
  nameZh: string;
  nameEn: string;
  hotKey: string | null;
  unitMinor: number;
  people: { least: number; most: number };
  eligibilityZh: string | null;
  eligibilityEn: string | null;
  /** Places left on the day; null where places are not counted. */
  remaining: number | null;
  slots: SlotOffer[];
}

export interface SlotOffer {
  slotNo: number;
  /** Local times of the park, HH:MM. */
  start: string;
  end: string;
  remaining: number;
  unitMinor: number;
}

export interface WantedLine {
  productId: string;
  quantity: number;
  visitDay: string;
  slotNo: number | null;
}

export interface SaleRequest {
  orderId: string;
  lines: WantedLine[];
  totalMinor: number;
  tender: { kind: 'CASH'; receivedMinor: number };
  confirmed: boolean;
  cartId: string | null;
}

export interface OrderSummary {
  orderId: string;
  orderNo: number;
  state: Order['state'];
  at: string;
  operatorName: string;
  tickets: number;
  heads: number;
  totalMinor: number;
}

export interface Cart {
  cartId: string;
  label: string;
  lines: { productId: string; quantity: number; visitDay: string | null; slotNo: number | null }[];
  totalMinor: number;
  operatorName: string;
  parkedAt: string;
  expiresAt: string;
}

export interface PrintJob {
  jobId: string;
  way: PrintWay;
  state: 'SENDING' | 'DONE' | 'PARTLY_DONE' | 'FAILED';
  ticketNos: number[];
  printed: number[];
  failure: string | null;
}

export type PrintWay = 'PDF' | 'PRINTER' | 'ESC_POS';

export function offers(day: string, signal?: AbortSignal): Promise<Offer[]> {
  return call('GET', '/api/catalog/offers', { query: { day }, ...(signal ? { signal } : {}) });
}

/** Safe to repeat: the order's id makes the same order the same order. */
export function sell(request: SaleRequest): Promise<Order> {
  return call('POST', '/api/ordering/sales', { body: request, repeatable: true, timeoutMs: 5000 });
}

export function order(orderId: string): Promise<Order> {
  return call('GET', `/api/ordering/orders/${orderId}`);
}

export function recentOrders(
  after?: string,
): Promise<{ orders: OrderSummary[]; next: string | null }> {
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

export function lookUp(text: string): Promise<{ tickets: TicketLife[] }> {
  return call('POST', '/api/ticketing/look-ups', { body: { text } });
}

/** A new code for a ticket; the paper that was out there is void from now on (F7). */
export function reprint(ticketNo: number, requestId: string, reason: string): Promise<Ticket> {
  return call('POST', `/api/ticketing/tickets/${String(ticketNo)}/reprint`, {
    body: { requestId, reason },
    repeatable: true,
  });
}

export function startPrintJob(wish: {
  jobId: string;
  ticketNos: number[];
  way: PrintWay;
  openDrawer: boolean;
}): Promise<PrintJob> {
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

export function myPrinter(): Promise<{ state: string }> {
  return call('GET', '/api/ticketing/printers/mine');
}
