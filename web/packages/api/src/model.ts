import type { Schema } from './schemas';

/** What several screens show: orders and tickets. Amounts are minor units, instants ISO 8601. */
export type Order = Schema<'OrderingOrder'>;
export type OrderLine = Schema<'OrderingLine'>;
export type Ticket = Schema<'TicketingTicket'>;
export type TicketState = Ticket['state'];
export type PrintState = Ticket['code']['printState'];
export type TicketLife = Schema<'TicketingTicketLife'>;
export type TicketLifeEvent = Schema<'TicketingTicketLifeEvent'>;
