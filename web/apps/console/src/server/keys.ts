import { call, type Answer, type Ask } from '@shanmen/api';

export type CodeKey = Answer<'TicketingCodeKey'>;
export type Issuing = Answer<'TicketingIssuing'>;
export type KeyChange = Ask<'TicketingKeyChange'>;
export type Backup = Answer<'TicketingKeyBackupState'>;
export type FreshBackup = Answer<'TicketingFreshKeyBackup'>;

const BASE = '/api/ticketing/keys';

/** Every key is wrapped anew, by a token one after the other. */
const WRAPPING_MS = 60_000;

export function keys(): Promise<CodeKey[]> {
  return call('GET', BASE);
}

export function renew(body: KeyChange): Promise<CodeKey> {
  return call('POST', `${BASE}/renew`, { body });
}

export function revoke(epoch: number, body: KeyChange): Promise<CodeKey> {
  return call('POST', `${BASE}/${String(epoch)}/revoke`, { body });
}

/** Whether the master key is there. */
export function issuing(): Promise<Issuing> {
  return call('GET', '/api/ticketing/issuing');
}

/** Brings every signing key under the present master key and begins a new epoch. */
export function move(body: KeyChange): Promise<CodeKey> {
  return call('POST', `${BASE}/master/move`, { body, timeoutMs: WRAPPING_MS });
}

export function tryAgain(): Promise<Issuing> {
  return call('POST', `${BASE}/master/try-again`);
}

/** What may be known of the present backup. */
export function backup(): Promise<Backup> {
  return call('GET', `${BASE}/backup`);
}

/** Makes a backup; its parts are in the answer and nowhere else. */
export function backUp(body: KeyChange): Promise<FreshBackup> {
  return call('POST', `${BASE}/backups`, { body, timeoutMs: WRAPPING_MS });
}

/** Brings every key under the present master key, with the parts that people entered. */
export function restore(body: Ask<'TicketingKeyRestoration'>): Promise<CodeKey> {
  return call('POST', `${BASE}/restorations`, { body, timeoutMs: WRAPPING_MS });
}
