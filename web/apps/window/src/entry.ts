/**
 * What a cashier has entered so far, as a pure state machine over keys: letters choose, digits
 * count, Enter goes on, Esc goes back. The common sale is letter · digits · Enter. No clock, no
 * network, no DOM; `press` returns the next state and at most one thing to do.
 */

/** A quantity above this is asked about once: it is more often a slip than a wish. */
export const UNCONFIRMED_LIMIT_QUANTITY = 20;

/** What the server takes on one line. */
export const LIMIT_QUANTITY = 999;

export const LIMIT_LINES = 50;

export type Key =
  | { kind: 'letter'; letter: string }
  | { kind: 'digit'; digit: string }
  | {
      kind:
        | 'point'
        | 'enter'
        | 'pay'
        | 'escape'
        | 'backspace'
        | 'delete'
        | 'up'
        | 'down'
        | 'left'
        | 'right';
    };

/** What a letter stands for, as far as the keys need to know. */
export interface Article {
  productId: string;
  /** The price of one, in minor units, where no slot says otherwise. */
  unitMinor: number;
  /** The smallest quantity of a line: 1, or the smallest group. */
  least: number;
  /** The largest quantity of a line. */
  most: number;
  /** The slots that can still be chosen, in order; none where the type has no slots. */
  slots: readonly ArticleSlot[];
  /** False where it cannot be sold now: sold out, or every slot is. */
  onSale: boolean;
}

/** A slot has a price of its own. */
export interface ArticleSlot {
  slotNo: number;
  unitMinor: number;
}

/** What is for sale on the chosen day. */
export interface Counter {
  byLetter(letter: string): Article | undefined;
  byId(productId: string): Article | undefined;
}

export interface EntryLine {
  productId: string;
  quantity: number;
  slotNo: number | null;
}

export type Step = 'choose' | 'receive' | 'confirm-quantity' | 'confirm-clear';

export interface Entry {
  step: Step;
  lines: readonly EntryLine[];
  /** The line that digits and arrows act on; −1 without one. */
  selected: number;
  /** The digits of the quantity being typed. */
  typing: string;
  /** The amount received as typed, in whole currency units with an optional point. */
  received: string;
}

export type Refusal =
  | 'unknown-letter'
  | 'not-on-sale'
  | 'choose-first'
  | 'too-many'
  | 'group-too-small'
  | 'too-many-lines'
  | 'empty'
  | 'not-enough'
  | 'no-amount';

export type Effect =
  /** Sell now; `receivedMinor` null means cash to the cent. */
  | { kind: 'sell'; receivedMinor: number | null; confirmed: boolean }
  | { kind: 'refuse'; why: Refusal }
  /** Esc with nothing entered: the last sale's result may leave the screen. */
  | { kind: 'dismiss' };

export interface Pressed {
  entry: Entry;
  effect?: Effect;
}

export const EMPTY_ENTRY: Entry = {
  step: 'choose',
  lines: [],
  selected: -1,
  typing: '',
  received: '',
};

export function press(entry: Entry, key: Key, counter: Counter): Pressed {
  switch (entry.step) {
    case 'choose':
      return choose(entry, key, counter);
    case 'receive':
      return receive(entry, key, counter);
    case 'confirm-quantity':
      return confirmQuantity(entry, key, counter);
    case 'confirm-clear':
      return confirmClear(entry, key);
  }
}

/** The total in minor units, by the prices on the tiles; the server checks it. */
export function totalOf(entry: Entry, counter: Counter): number {
  return entry.lines.reduce((sum, line) => sum + line.quantity * unitOf(line, counter), 0);
}

/** The price of one of a line, in minor units. */
export function unitOf(line: EntryLine, counter: Counter): number {
  const article = counter.byId(line.productId);
  const slot = article?.slots.find((candidate) => candidate.slotNo === line.slotNo);
  return slot?.unitMinor ?? article?.unitMinor ?? 0;
}

/** "100" → 10000; undefined where it is no amount. */
export function amountOf(text: string): number | undefined {
  const match = /^(\d{1,8})(?:\.(\d{0,2}))?$/.exec(text);
  return match ? Number(match[1]) * 100 + Number((match[2] ?? '').padEnd(2, '0')) : undefined;
}

function choose(entry: Entry, key: Key, counter: Counter): Pressed {
  switch (key.kind) {
    case 'letter':
      return chooseLetter(entry, key.letter, counter);
    case 'digit':
      return typeQuantity(entry, key.digit, counter);
    case 'backspace':
      return entry.typing === ''
        ? { entry: withoutSelected(entry) }
        : { entry: typed(entry, entry.typing.slice(0, -1), counter) };
    case 'delete':
      return { entry: withoutSelected(entry) };
    case 'up':
    case 'down':
      return { entry: moveSelection(entry, key.kind === 'up' ? -1 : 1) };
    case 'left':
    case 'right':
      return { entry: moveSlot(entry, key.kind === 'left' ? -1 : 1, counter) };
    case 'point':
      return { entry };
    case 'pay':
      return entry.lines.length === 0
        ? refuse(entry, 'empty')
        : { entry: { ...entry, step: 'receive', typing: '', received: '' } };
    case 'enter':
      return sell(entry, counter, false);
    case 'escape':
      return entry.lines.length === 0
        ? { entry: EMPTY_ENTRY, effect: { kind: 'dismiss' } }
        : { entry: { ...entry, step: 'confirm-clear', typing: '' } };
  }
}

function chooseLetter(entry: Entry, letter: string, counter: Counter): Pressed {
  const article = counter.byLetter(letter.toUpperCase());
  if (!article) return refuse(entry, 'unknown-letter');
  if (!article.onSale) return refuse(entry, 'not-on-sale');
  const at = entry.lines.findIndex((line) => line.productId === article.productId);
  const line = entry.lines[at];
  // The same letter again means one more: A A is two of A.
  if (line) {
    return line.quantity >= article.most
      ? refuse({ ...entry, selected: at }, 'too-many')
      : { entry: { ...withQuantity(entry, at, line.quantity + 1), selected: at, typing: '' } };
  }
  if (entry.lines.length >= LIMIT_LINES) return refuse(entry, 'too-many-lines');
  const added: EntryLine = {
    productId: article.productId,
    quantity: article.least,
    slotNo: article.slots[0]?.slotNo ?? null,
  };
  return {
    entry: { ...entry, lines: [...entry.lines, added], selected: entry.lines.length, typing: '' },
  };
}

function typeQuantity(entry: Entry, digit: string, counter: Counter): Pressed {
  const line = entry.lines[entry.selected];
  if (!line) return refuse(entry, 'choose-first');
  const typing = entry.typing + digit;
  const quantity = Number(typing);
  if (quantity === 0) return { entry };
  const most = counter.byId(line.productId)?.most ?? LIMIT_QUANTITY;
  return quantity > Math.min(most, LIMIT_QUANTITY)
    ? refuse(entry, 'too-many')
    : { entry: typed(entry, typing, counter) };
}

function typed(entry: Entry, typing: string, counter: Counter): Entry {
  const line = entry.lines[entry.selected];
  if (!line) return entry;
  const least = counter.byId(line.productId)?.least ?? 1;
  return {
    ...withQuantity(entry, entry.selected, typing === '' ? least : Number(typing)),
    typing,
  };
}

function receive(entry: Entry, key: Key, counter: Counter): Pressed {
  switch (key.kind) {
    case 'digit':
    case 'point': {
      const received = entry.received + (key.kind === 'digit' ? key.digit : '.');
      return amountOf(received) === undefined ? { entry } : { entry: { ...entry, received } };
    }
    case 'backspace':
      return { entry: { ...entry, received: entry.received.slice(0, -1) } };
    case 'delete':
      return { entry: { ...entry, received: '' } };
    case 'enter':
      return sell(entry, counter, false);
    case 'letter':
      return choose({ ...entry, step: 'choose', received: '' }, key, counter);
    case 'escape':
      return { entry: { ...entry, step: 'choose', received: '' } };
    case 'pay':
    case 'up':
    case 'down':
    case 'left':
    case 'right':
      return { entry };
  }
}

function confirmQuantity(entry: Entry, key: Key, counter: Counter): Pressed {
  if (key.kind === 'enter') return sell(entry, counter, true);
  const back: Entry = { ...entry, step: entry.received === '' ? 'choose' : 'receive' };
  return key.kind === 'escape' ? { entry: back } : press(back, key, counter);
}

function confirmClear(entry: Entry, key: Key): Pressed {
  return { entry: key.kind === 'enter' ? EMPTY_ENTRY : { ...entry, step: 'choose' } };
}

function sell(entry: Entry, counter: Counter, confirmed: boolean): Pressed {
  if (entry.lines.length === 0) return refuse(entry, 'empty');
  const small = entry.lines.findIndex(
    (line) => line.quantity < (counter.byId(line.productId)?.least ?? 1),
  );
  if (small >= 0) return refuse({ ...entry, step: 'choose', selected: small }, 'group-too-small');
  const gone = entry.lines.findIndex((line) => counter.byId(line.productId)?.onSale !== true);
  if (gone >= 0) return refuse({ ...entry, step: 'choose', selected: gone }, 'not-on-sale');
  const receivedMinor = entry.received === '' ? null : (amountOf(entry.received) ?? null);
  if (entry.received !== '' && receivedMinor === null) return refuse(entry, 'no-amount');
  if (receivedMinor !== null && receivedMinor < totalOf(entry, counter)) {
    return refuse({ ...entry, step: 'receive' }, 'not-enough');
  }
  const large = entry.lines.some((line) => line.quantity > UNCONFIRMED_LIMIT_QUANTITY);
  if (large && !confirmed) return { entry: { ...entry, step: 'confirm-quantity', typing: '' } };
  return { entry, effect: { kind: 'sell', receivedMinor, confirmed: large } };
}

function withQuantity(entry: Entry, at: number, quantity: number): Entry {
  return {
    ...entry,
    lines: entry.lines.map((line, n) => (n === at ? { ...line, quantity } : line)),
  };
}

function withoutSelected(entry: Entry): Entry {
  if (entry.selected < 0) return entry;
  const lines = entry.lines.filter((_, n) => n !== entry.selected);
  return { ...entry, lines, selected: Math.min(entry.selected, lines.length - 1), typing: '' };
}

function moveSelection(entry: Entry, by: number): Entry {
  if (entry.lines.length === 0) return entry;
  const selected = Math.max(0, Math.min(entry.lines.length - 1, entry.selected + by));
  return { ...entry, selected, typing: '' };
}

function moveSlot(entry: Entry, by: number, counter: Counter): Entry {
  const line = entry.lines[entry.selected];
  const slots = line ? (counter.byId(line.productId)?.slots ?? []) : [];
  if (!line || slots.length === 0) return entry;
  const at = slots.findIndex((slot) => slot.slotNo === line.slotNo);
  const slotNo = slots[Math.max(0, Math.min(slots.length - 1, at + by))]?.slotNo ?? line.slotNo;
  return {
    ...entry,
    lines: entry.lines.map((other, n) => (n === entry.selected ? { ...other, slotNo } : other)),
  };
}

function refuse(entry: Entry, why: Refusal): Pressed {
  return { entry, effect: { kind: 'refuse', why } };
}
