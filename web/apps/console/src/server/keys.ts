import { call, type Answer, type Ask } from '@shanmen/api';

export type CodeKey = Answer<'TicketingCodeKey'>;
export type Issuing = Answer<'TicketingIssuing'>;

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

/** Whether the master key is there. */
export function issuing(): Promise<Issuing> {
  return call('GET', '/api/ticketing/issuing');
}

/** Brings every signing key under the present master key and begins a new epoch. */
export function move(body: Ask<'TicketingKeyChange'>): Promise<CodeKey> {
  return call('POST', `${BASE}/master/move`, { body });
}

export function tryAgain(): Promise<Issuing> {
  return call('POST', `${BASE}/master/try-again`);
}
