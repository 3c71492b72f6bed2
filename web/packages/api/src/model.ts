/** What several screens show: orders and tickets. Amounts are minor units, instants ISO 8601. */

export type TicketState =
  'ISSUED' | 'PARTIALLY_USED' | 'USED' | 'LOCKED' | 'REFUNDED' | 'VOID' | 'EXPIRED';

export type PrintState = 'UNPRINTED' | 'PRINTING' | 'PRINTED' | 'PRINT_FAILED';

export interface Ticket {
  ticketNo: number;
  orderId: string;
  lineNo: number;
  product: { id: string; nameZh: string; nameEn: string };
  priceMinor: number;
  heads: number;
  uses: number;
  used: number;
  state: TicketState;
  validity: { from: string; to: string; visitDay: string | null; slotNo: number | null };
  code: { version: number; qr: string; digits: string; printState: PrintState };
  issuedAt: string;
}

export interface OrderLine {
  lineNo: number;
  product: { id: string; nameZh: string; nameEn: string };
  quantity: number;
  tickets: number;
  heads: number;
  unitMinor: number;
  amountMinor: number;
  visit: { day: string; slotNo: number | null };
}

export interface Order {
  orderId: string;
  orderNo: number;
  state: 'FULFILLED' | 'CLOSED' | 'VOIDED';
  sale: { at: string; businessDay: string; operatorName: string; shiftId: string };
  lines: OrderLine[];
  money: { totalMinor: number; receivedMinor: number; changeMinor: number };
  tickets: Ticket[];
}

export interface TicketLifeEvent {
  at: string;
  kind: string;
  zh: string;
  en: string;
}

export interface TicketLife {
  ticket: Ticket;
  events: TicketLifeEvent[];
}
