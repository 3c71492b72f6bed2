import { call, type Answer, type Ask } from '@shanmen/api';

export type CodeKey = Answer<'TicketingCodeKey'>;

const BASE = '/api/ticketing/keys';

export function keys(): Promise<CodeKey[]> {
  return call('GET', BASE);
}

export function renew(body: Ask<'TicketingKeyChange'>): Promise<CodeKey> {
  return call('POST', `${BASE}/renew`, { body });
}

export function revoke(epoch: number, body: Ask<'TicketingKeyChange'>): Promise<CodeKey> {
  return call('POST', `${BASE}/${String(epoch)}/revoke`, { body });
}
