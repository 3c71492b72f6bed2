/** What a ticket code says (docs/protocols/ticket-code.md, section 4). */
export interface Claims {
  /** In decimal: JavaScript's numbers end at 2^53. */
  readonly ticketNumber: string;
  readonly codeVersion: number;
  readonly productNo: number;
  readonly validity: Validity;
  readonly entitlement: Entitlement;
  readonly options: readonly Option[];
}

export interface Validity {
  /** Business days, both included, as YYYY-MM-DD. */
  readonly firstDay: string;
  readonly lastDay: string;
  readonly weekdays: readonly string[];
  readonly exceptHolidays: boolean;
  readonly exceptBlackouts: boolean;
  readonly bookPeakDays: boolean;
  readonly slot?: {
    readonly startMinute: number;
    readonly endMinute: number;
    readonly earlyMinutes: number;
    readonly lateMinutes: number;
  };
  readonly activation?: {
    readonly start: 'FIRST_USE' | 'ACTIVATION';
    readonly amount: number;
    readonly unit: 'DAYS' | 'HOURS';
  };
  readonly quota?: {
    readonly useDays: number;
    readonly withinDays: number;
    readonly consecutive: boolean;
    readonly from: 'START_DATE' | 'FIRST_ENTRY';
  };
}

export interface Entitlement {
  readonly heads: number;
  readonly total: number;
  readonly perDay: number;
  readonly intervalMinutes: number;
  readonly counting: 'TOGETHER' | 'EACH';
  readonly checkpoints: readonly number[];
  readonly order: 'FREE' | 'STRICT' | 'MAIN_FIRST';
  readonly anyOf: number;
  readonly after?: {
    readonly checkpoint: number;
    readonly minMinutes: number;
    readonly maxMinutes: number;
  };
}

const OPTIONS = [
  'DYNAMIC',
  'PROVE_BY_FINGERPRINT',
  'PROVE_BY_DOCUMENT',
  'PROVE_BY_PHOTO',
  'PROVE_BY_PIN',
] as const;
export type Option = (typeof OPTIONS)[number];

const WEEKDAYS = [
  'MONDAY',
  'TUESDAY',
  'WEDNESDAY',
  'THURSDAY',
  'FRIDAY',
  'SATURDAY',
  'SUNDAY',
] as const;
const DAY_ZERO_MS = Date.UTC(2020, 0, 1);
const DAY_MS = 86_400_000;

/** The bytes are not the one encoding of any claims. */
class NotClaims extends Error {}

function require(holds: boolean): void {
  if (!holds) throw new NotClaims();
}

/** Reads bits, most significant first. */
class Bits {
  private at = 0;

  constructor(private readonly bytes: Uint8Array) {}

  bit(): boolean {
    const byte = this.bytes[this.at >> 3];
    if (byte === undefined) throw new NotClaims();
    const bit = (byte >> (7 - (this.at & 7))) & 1;
    this.at++;
    return bit === 1;
  }

  /** Up to 32 bits, unsigned. */
  take(count: number): number {
    let value = 0;
    for (let i = 0; i < count; i++) value = value * 2 + (this.bit() ? 1 : 0);
    return value;
  }

  big(count: number): bigint {
    let value = 0n;
    for (let i = 0; i < count; i++) value = value * 2n + (this.bit() ? 1n : 0n);
    return value;
  }

  /** Nothing may follow but the zero bits that fill the last byte. */
  end(): void {
    require(this.bytes.length * 8 - this.at < 8);
    while (this.at < this.bytes.length * 8) require(!this.bit());
  }
}

/** The claims of bytes, or nothing where they are not exactly the encoding of some claims. */
export function decodeClaims(bytes: Uint8Array): Claims | undefined {
  try {
    const bits = new Bits(bytes);
    const length = bits.take(3) + 1;
    const number = bits.big(length * 8);
    require(length === 1 || number >> BigInt((length - 1) * 8) !== 0n);
    require(number < 1n << 63n);
    const codeVersion = bits.take(8);
    require(codeVersion >= 1);
    const claims = {
      ticketNumber: number.toString(),
      codeVersion,
      productNo: bits.take(24),
      validity: validity(bits),
      entitlement: entitlement(bits),
      options: options(bits),
    };
    bits.end();
    return claims;
  } catch (error) {
    if (error instanceof NotClaims) return undefined;
    throw error;
  }
}

function day(number: number): string {
  return new Date(DAY_ZERO_MS + number * DAY_MS).toISOString().slice(0, 10);
}

function validity(bits: Bits): Validity {
  const first = bits.take(16);
  let more = 0;
  if (bits.bit()) {
    more = bits.take(14);
    require(more > 0);
  }
  const rule = dayRule(bits);
  const slot = bits.bit() ? slotOf(bits) : undefined;
  const activation = bits.bit() ? activationOf(bits) : undefined;
  const quota = bits.bit() ? quotaOf(bits) : undefined;
  return {
    firstDay: day(first),
    lastDay: day(first + more),
    ...rule,
    ...(slot ? { slot } : {}),
    ...(activation ? { activation } : {}),
    ...(quota ? { quota } : {}),
  };
}

function dayRule(bits: Bits) {
  if (!bits.bit()) {
    return {
      weekdays: WEEKDAYS,
      exceptHolidays: false,
      exceptBlackouts: false,
      bookPeakDays: false,
    };
  }
  const weekdays = WEEKDAYS.filter(() => bits.bit());
  const rule = {
    weekdays,
    exceptHolidays: bits.bit(),
    exceptBlackouts: bits.bit(),
    bookPeakDays: bits.bit(),
  };
  const restricted =
    weekdays.length < 7 || rule.exceptHolidays || rule.exceptBlackouts || rule.bookPeakDays;
  require(weekdays.length > 0 && restricted);
  return rule;
}

function slotOf(bits: Bits) {
  const slot = {
    startMinute: bits.take(11),
    endMinute: bits.take(11),
    earlyMinutes: bits.take(8),
    lateMinutes: bits.take(8),
  };
  require(slot.endMinute > slot.startMinute);
  return slot;
}

function activationOf(bits: Bits) {
  const start: 'FIRST_USE' | 'ACTIVATION' = bits.bit() ? 'ACTIVATION' : 'FIRST_USE';
  const amount = bits.take(12);
  require(amount >= 1);
  const unit: 'DAYS' | 'HOURS' = bits.bit() ? 'HOURS' : 'DAYS';
  return { start, amount, unit };
}

function quotaOf(bits: Bits) {
  const useDays = bits.take(9);
  const withinDays = bits.take(9);
  require(useDays >= 1 && (withinDays === 0 || withinDays >= useDays));
  const consecutive = bits.bit();
  const from: 'START_DATE' | 'FIRST_ENTRY' = bits.bit() ? 'FIRST_ENTRY' : 'START_DATE';
  return { useDays, withinDays, consecutive, from };
}

function entitlement(bits: Bits): Entitlement {
  let heads = 1;
  if (bits.bit()) {
    heads = bits.take(10);
    require(heads > 1);
  }
  const uses = usesOf(bits);
  const mask = bits.take(32);
  require(mask !== 0);
  const checkpoints = Array.from({ length: 32 }, (_, index) => index + 1).filter(
    (no) => Math.floor(mask / 2 ** (no - 1)) % 2 === 1,
  );
  const route = bits.bit() ? routeOf(bits) : { order: 'FREE' as const, anyOf: 0 };
  return { heads, ...uses, checkpoints, ...route };
}

function usesOf(bits: Bits) {
  if (!bits.bit()) {
    return { total: 1, perDay: 0, intervalMinutes: 0, counting: 'TOGETHER' as const };
  }
  const total = bits.take(12);
  const perDay = bits.take(8);
  const intervalMinutes = bits.take(11);
  const counting: 'TOGETHER' | 'EACH' = bits.bit() ? 'EACH' : 'TOGETHER';
  const once = total === 1 && perDay === 0 && intervalMinutes === 0 && counting === 'TOGETHER';
  require(!once);
  return { total, perDay, intervalMinutes, counting };
}

function routeOf(bits: Bits) {
  const order = (['FREE', 'STRICT', 'MAIN_FIRST'] as const)[bits.take(2)];
  if (order === undefined) throw new NotClaims();
  const anyOf = bits.take(5);
  if (!bits.bit()) {
    require(order !== 'FREE' || anyOf !== 0);
    return { order, anyOf };
  }
  const after = {
    checkpoint: bits.take(5) + 1,
    minMinutes: bits.take(11),
    maxMinutes: bits.take(11),
  };
  require(after.maxMinutes === 0 || after.maxMinutes >= after.minMinutes);
  return { order, anyOf, after };
}

function options(bits: Bits): Option[] {
  if (!bits.bit()) return [];
  const mask = bits.take(8);
  // A flag restricts: a reader that does not know one must not admit.
  require(mask !== 0 && mask >> OPTIONS.length === 0);
  return OPTIONS.filter((_, bit) => (mask >> bit) & 1);
}
