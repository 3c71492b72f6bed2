import { gcm } from '@noble/ciphers/aes.js';
import { ed25519 } from '@noble/curves/ed25519.js';
import { hmac } from '@noble/hashes/hmac.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { sm2, sm3, sm4 } from 'sm-crypto-v2';

export const SIGNATURE_BYTES = 64;
export const TAG_BYTES = 16;
export const NONCE_BYTES = 12;

/** What was encrypted, with all that is needed to open it. */
export interface Sealed {
  readonly nonce: Uint8Array;
  readonly associated: Uint8Array;
  /** The cipher text followed by the tag. */
  readonly text: Uint8Array;
}

/** The reading half of a suite (docs/protocols/ticket-code.md, section 2). */
export interface Suite {
  verify(key: Uint8Array, message: Uint8Array, signature: Uint8Array): boolean;
  /** The plain text, or nothing where any byte is not as it was sealed. */
  open(key: Uint8Array, sealed: Sealed): Uint8Array | undefined;
  /** 32 bytes. */
  mac(key: Uint8Array, message: Uint8Array): Uint8Array;
}

export const INTERNATIONAL: Suite = {
  verify: (key, message, signature) => {
    try {
      // As RFC 8032 has it, and as the park's other readers do.
      return ed25519.verify(signature, message, key, { zip215: false });
    } catch {
      return false;
    }
  },
  open: (key, { nonce, associated, text }) => {
    try {
      return gcm(key, nonce, associated).decrypt(text);
    } catch {
      return undefined;
    }
  },
  mac: (key, message) => hmac(sha256, key, message),
};

/** 国密: SM2 with SM3, SM4-GCM, HMAC-SM3. */
export const NATIONAL: Suite = {
  verify: (key, message, signature) => {
    try {
      return sm2.doVerifySignature(message, hex(signature), '04' + hex(key), { hash: true });
    } catch {
      return false;
    }
  },
  open: (key, { nonce, associated, text }) => {
    try {
      return sm4.sm4(text.slice(0, -TAG_BYTES), key, 0, {
        mode: 'gcm',
        iv: nonce,
        associatedData: associated,
        tag: text.slice(-TAG_BYTES),
        output: 'array',
        padding: 'none',
      }) as Uint8Array;
    } catch {
      return undefined;
    }
  },
  mac: (key, message) => bytesOf(sm3(message, { key, mode: 'hmac' })),
};

/** The suite of a number in a code's header. */
export function suiteOf(number: number): Suite | undefined {
  return number === 1 ? INTERNATIONAL : number === 2 ? NATIONAL : undefined;
}

export function hex(bytes: Uint8Array): string {
  return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

export function bytesOf(text: string): Uint8Array {
  return Uint8Array.from(text.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
}
