import { encodeBase45 } from './base45';
import type { Suite } from './suites';

export const STEP_SECONDS = 30;
export const TOLERANCE_STEPS = 1;
export const PROOF_BYTES = 4;

/** Which half minute since 1970 a moment belongs to. */
export function stepOf(moment: Date): number {
  return Math.floor(moment.getTime() / 1000 / STEP_SECONDS);
}

/** The proof of a step (docs/protocols/ticket-code.md, section 7; RFC 6238). */
export function proofOf(suite: Suite, secret: Uint8Array, step: number): Uint8Array {
  const message = new Uint8Array(8);
  new DataView(message.buffer).setBigUint64(0, BigInt(step));
  const mac = suite.mac(secret, message);
  const offset = (mac[mac.length - 1] ?? 0) & 0x0f;
  const proof = mac.slice(offset, offset + PROOF_BYTES);
  proof[0] = (proof[0] ?? 0) & 0x7f;
  return proof;
}

/** The secret of a ticket's print, which whoever reads codes can make anew. */
export function phoneSecret(
  suite: Suite,
  line: Uint8Array,
  ticket: { ticketNumber: string; codeVersion: number },
): Uint8Array {
  const message = `shanmen-phone-code:${ticket.ticketNumber}:${String(ticket.codeVersion)}`;
  return suite.mac(line, new TextEncoder().encode(message));
}

/** Whether a proof is good now: of this step, the one before or the one after. */
export function isGoodProof(
  suite: Suite,
  secret: Uint8Array,
  proof: Uint8Array,
  now: Date,
): boolean {
  for (let off = -TOLERANCE_STEPS; off <= TOLERANCE_STEPS; off++) {
    const expected = proofOf(suite, secret, stepOf(now) + off);
    if (expected.every((byte, at) => byte === proof[at])) return true;
  }
  return false;
}

/** The text that a phone shows at a moment by the server's clock. */
export function phoneText(
  suite: Suite,
  phone: { signed: Uint8Array; secret: Uint8Array },
  now: Date,
): string {
  const proof = proofOf(suite, phone.secret, stepOf(now));
  return encodeBase45(Uint8Array.from([...phone.signed, ...proof]));
}
