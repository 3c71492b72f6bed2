import { call, callForFile } from '@shanmen/api';
import type { Order, TicketLife } from '@shanmen/api';

export type RefundState = 'REQUESTED' | 'APPROVED' | 'REJECTED' | 'EXECUTING' | 'DONE' | 'FAILED';

export type RefundGround = 'BY_RULE' | 'PARK_CLOSED' | 'FREE_FORM';

export interface Step {
  operatorId: string;
  operatorName: string;
  terminalId: string;
  at: string;
}

export interface RefundTicket {
  ticketNo: number;
  nameZh: string;
  nameEn: string;
  heads: number;
  paidMinor: number;
  amountMinor: number;
  feeMinor: number;
  noShow: boolean;
}

export interface Refund {
  requestId: string;
  orderId: string;
  orderNo: number;
  state: RefundState;
  ground: RefundGround;
  reason: string;
  tickets: RefundTicket[];
  money: { paidMinor: number; amountMinor: number; feeMinor: number; tender: string };
  limit: {
    summedMinor: number;
    permission: string;
    limitMinor: number | null;
    secondPersonNeeded: boolean;
  };
  requested: Step;
  decided: { by: Step; sameTerminal: boolean; note: string } | null;
  executed: { by: Step; shiftId: string; businessDay: string } | null;
  failure: string | null;
}

/** What a ticket would give back now; the server's word. */
export interface Offer {
  ticketNo: number;
  paidMinor: number;
  amountMinor: number;
  feeMinor: number;
  refusal: string | null;
  refusalZh: string | null;
  refusalEn: string | null;
}

export interface RefundableOrder {
  order: Order;
  found: number | null;
  offers: Offer[];
  refunds: Refund[];
}

export interface RefundInContext {
  refund: Refund;
  order: Order;
  tickets: TicketLife[];
}

export interface RefundWish {
  requestId: string;
  orderId: string;
  ticketNos: number[];
  ground: RefundGround;
  reason: string;
  amountMinor: number;
}

export interface Decision {
  /** The sign-in name of who steps up to this computer; null if the caller decides. */
  operator: string | null;
  secret: string;
  note: string;
}

export function lookUp(text: string): Promise<RefundableOrder> {
  return call('POST', '/api/aftersales/look-ups', { body: { text } });
}

export function requestRefund(wish: RefundWish): Promise<Refund> {
  return call('POST', '/api/aftersales/refunds', { body: wish, repeatable: true });
}

export function refunds(
  state: readonly RefundState[],
  after?: string,
): Promise<{ refunds: Refund[]; next: string | null }> {
  return call('GET', '/api/aftersales/refunds', { query: { state, after, limit: 50 } });
}

export function refund(requestId: string): Promise<RefundInContext> {
  return call('GET', `/api/aftersales/refunds/${requestId}`);
}

export function approve(requestId: string, decision: Decision): Promise<Refund> {
  return call('POST', `/api/aftersales/refunds/${requestId}/approve`, { body: decision });
}

export function reject(requestId: string, decision: Decision): Promise<Refund> {
  return call('POST', `/api/aftersales/refunds/${requestId}/reject`, { body: decision });
}

/** Safe to repeat: a refund is paid out once. */
export function execute(requestId: string): Promise<Refund> {
  return call('POST', `/api/aftersales/refunds/${requestId}/execute`, { repeatable: true });
}

export function slip(requestId: string): Promise<Blob> {
  return callForFile('GET', `/api/aftersales/refunds/${requestId}/slip.pdf`);
}
