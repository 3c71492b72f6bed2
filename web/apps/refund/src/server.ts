import { call, callForFile } from '@shanmen/api';
import type { Schema } from '@shanmen/api';

export type Refund = Schema<'AftersalesRefund'>;
export type RefundState = Refund['state'];
export type RefundGround = Refund['ground'];
/** What a ticket would give back now; the server's word. */
export type Offer = Schema<'AftersalesOffer'>;
export type RefundableOrder = Schema<'AftersalesRefundableOrder'>;
export type RefundInContext = Schema<'AftersalesRefundInContext'>;
export type RefundPage = Schema<'AftersalesRefundPage'>;
export type RefundWish = Schema<'AftersalesRefundWish'>;
/** `operator` is the sign-in name of who steps up to this computer; null if the caller decides. */
export type Decision = Schema<'AftersalesDecisionRequest'>;

export function lookUp(text: string): Promise<RefundableOrder> {
  return call('POST', '/api/aftersales/look-ups', { body: { text } });
}

export function requestRefund(wish: RefundWish): Promise<Refund> {
  return call('POST', '/api/aftersales/refunds', { body: wish, repeatable: true });
}

export function refunds(state: readonly RefundState[], after?: string): Promise<RefundPage> {
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

/** Takes a request back that nobody has decided; only its maker may. */
export function withdraw(requestId: string): Promise<Refund> {
  return call('POST', `/api/aftersales/refunds/${requestId}/withdraw`, { repeatable: true });
}

/** Safe to repeat: a refund is paid out once. */
export function execute(requestId: string): Promise<Refund> {
  return call('POST', `/api/aftersales/refunds/${requestId}/execute`, { repeatable: true });
}

export function slip(requestId: string): Promise<Blob> {
  return callForFile('GET', `/api/aftersales/refunds/${requestId}/slip.pdf`);
}
