import { decodeBase45 } from './base45';
import { decodeClaims, type Claims } from './claims';
import { uncoverLine } from './lineCode';
import { isGoodProof, phoneSecret, PROOF_BYTES } from './phone';
import { NONCE_BYTES, SIGNATURE_BYTES, suiteOf, TAG_BYTES, type Suite } from './suites';

/** What a reader holds of a key: it can read codes and mint none. */
export interface ReadingKey {
  readonly park: number;
  readonly number: number;
  readonly epoch: number;
  readonly suite: number;
  readonly state: 'ACTIVE' | 'RETIRED' | 'REVOKED';
  readonly notAfter: Date;
  readonly seal: Uint8Array;
  readonly verify: Uint8Array;
  readonly line: Uint8Array;
}

export type Fault =
  'BAD_CODE' | 'FOREIGN_CODE' | 'UNKNOWN_KEY' | 'BAD_SIGNATURE' | 'KEY_REVOKED' | 'CODE_OUTDATED';

/** What came of reading a code. A `LINE_READ` counts only where its ticket is known. */
export type Reading =
  | { readonly kind: 'READ'; readonly keyNumber: number; readonly claims: Claims }
  | {
      readonly kind: 'LINE_READ';
      readonly keyNumber: number;
      readonly ticketNumber: string;
      readonly versionDigit: number;
    }
  | { readonly kind: 'UNREADABLE'; readonly fault: Fault };

const BEGINNING = 'MEN';
const LIMIT_CHARACTERS = 221;
const HEADER_BYTES = 8;
const CLAIMS_AT = HEADER_BYTES + NONCE_BYTES;
const FRAME_BYTES = CLAIMS_AT + TAG_BYTES + SIGNATURE_BYTES;
const FORMAT_STILL = 1;
const FORMAT_CHANGING = 2;

/** Reads QR and bar codes without asking anybody (docs/protocols/ticket-code.md, section 5). */
export class TicketCodeReader {
  private readonly keys: ReadonlyMap<number, ReadingKey>;

  constructor(keys: readonly ReadingKey[]) {
    this.keys = new Map(keys.map((key) => [key.number, key]));
  }

  /**
   * Reads a code of either kind.
   *
   * @param text exactly what the scanner read, without its line end
   */
  read(text: string, now: Date): Reading {
    if (/^[0-9]{24}$/.test(text)) return this.readLine(text, now);
    if (!text.startsWith(BEGINNING)) return unreadable('FOREIGN_CODE');
    if (text.length > LIMIT_CHARACTERS) return unreadable('BAD_CODE');
    const code = decodeBase45(text);
    return code ? this.readQr(code, now) : unreadable('BAD_CODE');
  }

  private readQr(code: Uint8Array, now: Date): Reading {
    const header = headerOf(code);
    const suite = header && suiteOf(header.suite);
    if (!header || !suite) return unreadable('BAD_CODE');
    const all = [...this.keys.values()];
    if (all.length > 0 && all.every((key) => key.park !== header.park)) {
      return unreadable('FOREIGN_CODE');
    }
    const key = this.keys.get(header.number);
    if (!key) return unreadable('UNKNOWN_KEY');
    if (key.park !== header.park || key.epoch !== header.epoch) {
      const forgotten = key.park === header.park && key.epoch > header.epoch;
      return unreadable(forgotten ? 'CODE_OUTDATED' : 'UNKNOWN_KEY');
    }
    if (key.suite !== header.suite) return unreadable('BAD_CODE');
    const fault = faultOf(key, now);
    return fault ? unreadable(fault) : open({ code, key, suite, proofAt: header.proofAt }, now);
  }

  private readLine(text: string, now: Date): Reading {
    const key = this.keys.get(Number(text.slice(0, 2)));
    if (!key) return unreadable('FOREIGN_CODE');
    const fault = faultOf(key, now);
    if (fault) return unreadable(fault);
    const suite = suiteOf(key.suite);
    if (!suite) return unreadable('UNKNOWN_KEY');
    const found = uncoverLine(suite, key.line, text.slice(2));
    return found
      ? { kind: 'LINE_READ', keyNumber: key.number, ...found }
      : unreadable('BAD_SIGNATURE');
  }
}

interface Header {
  readonly suite: number;
  readonly park: number;
  readonly number: number;
  readonly epoch: number;
  /** Where the proof begins, or the end of a code without one. */
  readonly proofAt: number;
}

function headerOf(code: Uint8Array): Header | undefined {
  if (code.length <= FRAME_BYTES) return undefined;
  const view = new DataView(code.buffer, code.byteOffset);
  const format = view.getUint8(2) >> 4;
  if (format !== FORMAT_STILL && format !== FORMAT_CHANGING) return undefined;
  const proofAt = code.length - (format === FORMAT_CHANGING ? PROOF_BYTES : 0);
  const number = view.getUint8(5);
  if (proofAt <= FRAME_BYTES || number > 99) return undefined;
  return {
    suite: view.getUint8(2) & 0x0f,
    park: view.getUint16(3),
    number,
    epoch: view.getUint16(6),
    proofAt,
  };
}

interface Opening {
  readonly code: Uint8Array;
  readonly key: ReadingKey;
  readonly suite: Suite;
  readonly proofAt: number;
}

function open({ code, key, suite, proofAt }: Opening, now: Date): Reading {
  const signed = code.slice(0, proofAt - SIGNATURE_BYTES);
  if (!suite.verify(key.verify, signed, code.slice(signed.length, proofAt))) {
    return unreadable('BAD_SIGNATURE');
  }
  const plain = suite.open(key.seal, {
    nonce: signed.slice(HEADER_BYTES, CLAIMS_AT),
    associated: signed.slice(0, HEADER_BYTES),
    text: signed.slice(CLAIMS_AT),
  });
  const claims = plain && decodeClaims(plain);
  if (!claims) return unreadable('BAD_CODE');
  const changing = claims.options.includes('DYNAMIC');
  if (proofAt === code.length) {
    return changing ? unreadable('CODE_OUTDATED') : { kind: 'READ', keyNumber: key.number, claims };
  }
  if (!changing) return unreadable('BAD_CODE');
  const secret = phoneSecret(suite, key.line, claims);
  return isGoodProof(suite, secret, code.slice(proofAt), now)
    ? { kind: 'READ', keyNumber: key.number, claims }
    : unreadable('CODE_OUTDATED');
}

/** Why a code under this key is refused, whatever it says. */
function faultOf(key: ReadingKey, now: Date): Fault | undefined {
  if (key.state === 'REVOKED') return 'KEY_REVOKED';
  return now < key.notAfter ? undefined : 'CODE_OUTDATED';
}

function unreadable(fault: Fault): Reading {
  return { kind: 'UNREADABLE', fault };
}
