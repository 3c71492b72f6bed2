import { describe, expect, it } from 'vitest';
import {
  EMPTY_ENTRY,
  press,
  totalOf,
  type Article,
  type Counter,
  type Effect,
  type Entry,
  type Key,
} from '../src/entry';

const articles: Record<string, Article> = {
  A: article('adult', 8000),
  B: article('child', 4000),
  G: { ...article('group', 6000), least: 10, most: 50 },
  S: { ...article('cable', 5000), slots: [slot(3, 5000), slot(4, 5000), slot(5, 7000)] },
  X: { ...article('gone', 1000), onSale: false },
};

const counter: Counter = {
  byLetter: (letter) => articles[letter],
  byId: (id) => Object.values(articles).find((one) => one.productId === id),
};

function slot(slotNo: number, unitMinor: number) {
  return { slotNo, unitMinor };
}

function article(productId: string, unitMinor: number): Article {
  return { productId, unitMinor, least: 1, most: 999, slots: [], onSale: true };
}

const NAMED: Record<string, Key> = {
  '.': { kind: 'point' },
  '⏎': { kind: 'enter' },
  '+': { kind: 'pay' },
  '⎋': { kind: 'escape' },
  '⌫': { kind: 'backspace' },
  '⌦': { kind: 'delete' },
  '↑': { kind: 'up' },
  '↓': { kind: 'down' },
  '←': { kind: 'left' },
  '→': { kind: 'right' },
};

/** Presses keys one after the other: letters, digits, and the signs above. */
function type(keys: string): { entry: Entry; effects: Effect[] } {
  let entry: Entry = EMPTY_ENTRY;
  const effects: Effect[] = [];
  for (const sign of keys) {
    const key: Key =
      NAMED[sign] ??
      (/\d/.test(sign) ? { kind: 'digit', digit: sign } : { kind: 'letter', letter: sign });
    const pressed = press(entry, key, counter);
    entry = pressed.entry;
    if (pressed.effect) effects.push(pressed.effect);
  }
  return { entry, effects };
}

function cart(keys: string): [string, number][] {
  return type(keys).entry.lines.map((line) => [line.productId, line.quantity]);
}

const sold = (receivedMinor: number | null, confirmed = false): Effect[] => [
  { kind: 'sell', receivedMinor, confirmed },
];
const refused = (why: string) => [{ kind: 'refuse', why }];

describe('the common sale', () => {
  it('is letter, digits, Enter: cash to the cent', () => {
    const { entry, effects } = type('a2⏎');
    expect(cart('a2⏎')).toEqual([['adult', 2]]);
    expect(totalOf(entry, counter)).toBe(16000);
    expect(effects).toEqual(sold(null));
  });

  it('of one ticket is letter, Enter', () => {
    expect(type('a⏎').effects).toEqual(sold(null));
  });

  it('takes the amount received once the total shows', () => {
    expect(type('a+100⏎').effects).toEqual(sold(10000));
    expect(type('a+100.5⏎').effects).toEqual(sold(10050));
  });

  it('is cash to the cent where no amount is typed', () => {
    expect(type('a+⏎').effects).toEqual(sold(null));
  });
});

describe('letters choose', () => {
  it('whatever their case, and one more when pressed again', () => {
    expect(cart('aAb')).toEqual([
      ['adult', 2],
      ['child', 1],
    ]);
  });

  it('an article at its smallest group', () => {
    expect(cart('g')).toEqual([['group', 10]]);
  });

  it('nothing where the letter is free or the article is sold out', () => {
    expect(type('q').effects).toEqual(refused('unknown-letter'));
    expect(type('x').effects).toEqual(refused('not-on-sale'));
    expect(cart('qx')).toEqual([]);
  });

  it('also while the amount is asked for, and forget the amount', () => {
    const { entry } = type('a+50b');
    expect(entry.step).toBe('choose');
    expect(entry.received).toBe('');
    expect(entry.lines).toHaveLength(2);
  });
});

describe('digits count', () => {
  it('the line chosen last', () => {
    expect(cart('a12b3')).toEqual([
      ['adult', 12],
      ['child', 3],
    ]);
  });

  it('anew after the letter is pressed again', () => {
    expect(cart('a5a3')).toEqual([['adult', 3]]);
  });

  it('the line that the arrows choose', () => {
    expect(cart('ab↑7')).toEqual([
      ['adult', 7],
      ['child', 1],
    ]);
  });

  it('never to zero, never past the limit', () => {
    expect(cart('a0')).toEqual([['adult', 1]]);
    expect(cart('a10')).toEqual([['adult', 10]]);
    expect(cart('a9999')).toEqual([['adult', 999]]);
    expect(type('g51').effects).toEqual(refused('too-many'));
  });

  it('nothing before a letter', () => {
    expect(type('5').effects).toEqual(refused('choose-first'));
  });

  it('and Backspace takes them back, the line in the end', () => {
    expect(cart('a12⌫')).toEqual([['adult', 1]]);
    expect(cart('a12⌫⌫')).toEqual([['adult', 1]]);
    expect(cart('a12⌫⌫⌫')).toEqual([]);
    expect(cart('ab⌦')).toEqual([['adult', 1]]);
  });
});

describe('Enter goes on', () => {
  it('only with something in the cart', () => {
    expect(type('⏎').effects).toEqual(refused('empty'));
    expect(type('+').effects).toEqual(refused('empty'));
  });

  it('not with less money than the total', () => {
    const { entry, effects } = type('a2+100⏎');
    expect(effects).toEqual(refused('not-enough'));
    expect(entry.step).toBe('receive');
  });

  it('not with a group that is too small', () => {
    expect(type('g9⏎').effects).toEqual(refused('group-too-small'));
  });

  it('asks once about a large quantity', () => {
    const asked = type('a21⏎');
    expect(asked.entry.step).toBe('confirm-quantity');
    expect(asked.effects).toEqual([]);
    expect(type('a21⏎⏎').effects).toEqual(sold(null, true));
    expect(type('a20⏎').effects).toEqual(sold(null));
  });

  it('keeps the amount while it asks', () => {
    expect(type('a21+2000⏎⏎').effects).toEqual(sold(200000, true));
  });

  it('lets the quantity be mended when asked', () => {
    expect(type('a22⏎⎋').entry.step).toBe('choose');
    expect(cart('a22⏎3')).toEqual([['adult', 3]]);
  });
});

describe('Esc goes back', () => {
  it('from the amount to the cart', () => {
    expect(type('a+5⎋').entry).toMatchObject({ step: 'choose', received: '' });
  });

  it('and asks before it clears a cart: Enter clears, Esc keeps', () => {
    expect(type('a⎋').entry.step).toBe('confirm-clear');
    expect(cart('a⎋⏎')).toEqual([]);
    expect(cart('a⎋⎋')).toEqual([['adult', 1]]);
    expect(type('a⎋⏎').effects).toEqual([]);
  });

  it('and lets the last result go when there is nothing else', () => {
    expect(type('⎋').effects).toEqual([{ kind: 'dismiss' }]);
  });
});

describe('slots', () => {
  it('start with the next one and move with the arrows', () => {
    expect(type('s').entry.lines[0]?.slotNo).toBe(3);
    expect(type('s→→→').entry.lines[0]?.slotNo).toBe(5);
    expect(type('s→←').entry.lines[0]?.slotNo).toBe(3);
    expect(type('a→').entry.lines[0]?.slotNo).toBe(null);
  });
});

it('counts each slot at its own price', () => {
  expect(totalOf(type('s2').entry, counter)).toBe(10000);
  expect(totalOf(type('s2→→').entry, counter)).toBe(14000);
});

describe('an amount', () => {
  it('has at most two decimals and one point', () => {
    expect(type('a+99.999').entry.received).toBe('99.99');
    expect(type('a+9.9.9').entry.received).toBe('9.99');
    expect(type('a+.').entry.received).toBe('');
    expect(type('a+120⌫').entry.received).toBe('12');
  });
});
