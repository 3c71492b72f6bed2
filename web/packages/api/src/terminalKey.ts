/**
 * This computer's identity: an ECDSA P-256 key pair whose private half the browser never hands out.
 * It proves that an approved computer is speaking; copying a cookie or a password is not enough.
 */

const DATABASE = 'shanmen';
const STORE = 'terminal';
const RECORD = 'self';

export interface TerminalKey {
  terminalId: string;
  name: string;
  keys: CryptoKeyPair;
}

/** What a proof is for; a signature made for one purpose is no good for another. */
export type ProofPurpose = 'sign-in' | 'renew' | 'device' | 'setup';

/** Browsers offer such keys only on HTTPS or on localhost. */
export function canKeepKeys(): boolean {
  return window.isSecureContext && 'subtle' in crypto && 'indexedDB' in window;
}

export async function loadTerminalKey(): Promise<TerminalKey | undefined> {
  return transact('readonly', (store) => store.get(RECORD) as IDBRequest<TerminalKey | undefined>);
}

export async function createTerminalKey(terminalId: string, name: string): Promise<TerminalKey> {
  const keys = await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, false, [
    'sign',
    'verify',
  ]);
  const key: TerminalKey = { terminalId, name, keys };
  await transact('readwrite', (store) => store.put(key, RECORD));
  // Without this the browser may drop the key when its disk fills, and the computer would be a stranger.
  await navigator.storage.persist().catch(() => false);
  return key;
}

export async function forgetTerminalKey(): Promise<void> {
  await transact('readwrite', (store) => store.delete(RECORD));
}

/** The public half, as the server stores it: SPKI in base64. */
export async function publicKeyOf(key: TerminalKey): Promise<string> {
  const spki = await crypto.subtle.exportKey('spki', key.keys.publicKey);
  return btoa(String.fromCharCode(...new Uint8Array(spki)));
}

/** Signs a challenge: IEEE P1363 r||s in base64url. */
export async function prove(
  key: TerminalKey,
  purpose: ProofPurpose,
  challenge: string,
): Promise<string> {
  const signed = new TextEncoder().encode(
    `shanmen-proof\n${purpose}\n${key.terminalId}\n${challenge}`,
  );
  const signature = await crypto.subtle.sign(
    { name: 'ECDSA', hash: 'SHA-256' },
    key.keys.privateKey,
    signed,
  );
  return base64Url(new Uint8Array(signature));
}

export function base64Url(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');
}

async function transact<T>(
  mode: IDBTransactionMode,
  work: (store: IDBObjectStore) => IDBRequest<T>,
): Promise<T> {
  const database = await open();
  try {
    return await new Promise<T>((resolve, reject) => {
      const transaction = database.transaction(STORE, mode);
      const request = work(transaction.objectStore(STORE));
      transaction.oncomplete = () => {
        resolve(request.result);
      };
      transaction.onerror = () => {
        reject(transaction.error ?? new Error('IndexedDB transaction failed'));
      };
    });
  } finally {
    database.close();
  }
}

function open(): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(DATABASE, 1);
    request.onupgradeneeded = () => {
      request.result.createObjectStore(STORE);
    };
    request.onsuccess = () => {
      resolve(request.result);
    };
    request.onerror = () => {
      reject(request.error ?? new Error('IndexedDB did not open'));
    };
  });
}
