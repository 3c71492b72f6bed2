import { call, type Answer } from '@shanmen/api';

export type DataKey = Answer<'IdentityDataKeyView'>;

const BASE = '/api/identity/data-keys';

/** The newest first. */
export function dataKeys(): Promise<DataKey[]> {
  return call('GET', BASE);
}

/** Begins a new key; what the present one sealed is sealed anew in the background. */
export function renew(): Promise<DataKey[]> {
  return call('POST', `${BASE}/renewals`);
}
