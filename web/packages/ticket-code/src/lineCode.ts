import type { Suite } from './suites';

const HALF_LIMIT = 100_000_000_000n;
const CHECK_LIMIT = 10_000_000_000n;
const ROUNDS = 10;

/** The ticket's number and the last digit of its print, or nothing where the check does not fit. */
export function uncoverLine(
  suite: Suite,
  key: Uint8Array,
  hidden: string,
): { ticketNumber: string; versionDigit: number } | undefined {
  const number = (text: string, limit: bigint): bigint => {
    const mac = suite.mac(key, new TextEncoder().encode(text));
    return new DataView(mac.buffer, mac.byteOffset).getBigUint64(0) % limit;
  };
  let left = BigInt(hidden.slice(0, 11));
  let right = BigInt(hidden.slice(11));
  for (let round = ROUNDS - 1; round >= 0; round--) {
    const scramble = number(`shanmen-line-round-${String(round)}:${digits(left, 11)}`, HALF_LIMIT);
    [left, right] = [(((right - scramble) % HALF_LIMIT) + HALF_LIMIT) % HALF_LIMIT, left];
  }
  const plain = digits(left, 11) + digits(right, 11);
  const payload = plain.slice(0, 12);
  if (BigInt(plain.slice(12)) !== number(`shanmen-line-check:${payload}`, CHECK_LIMIT)) {
    return undefined;
  }
  return {
    ticketNumber: BigInt(payload.slice(0, 11)).toString(),
    versionDigit: Number(payload.slice(11)),
  };
}

function digits(value: bigint, length: number): string {
  return value.toString().padStart(length, '0');
}
