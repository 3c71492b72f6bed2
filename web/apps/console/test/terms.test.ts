import { describe, expect, it } from 'vitest';
import {
  copyOf,
  dayTicket,
  isEverywhere,
  peopleKind,
  spanOf,
  startOf,
  toSend,
  wrongIn,
} from '../src/types/terms';

function named() {
  return { ...dayTicket(), names: { zh: '成人票', en: 'Adult' } };
}

describe('a draft', () => {
  it('of a day ticket with names can be published', () => {
    expect(wrongIn(named())).toEqual([]);
  });

  it('needs names in both languages', () => {
    expect(wrongIn(dayTicket())).toEqual(['names']);
  });

  it('for k of n days needs n to be at least k, or the whole validity', () => {
    const draft = named();
    draft.admission.validity.quota = {
      useDays: 3,
      withinDays: 2,
      consecutive: false,
      from: 'FIRST_ENTRY',
    };
    expect(wrongIn(draft)).toEqual(['quota']);
    draft.admission.validity.quota.withinDays = 0;
    expect(wrongIn(draft)).toEqual([]);
  });

  it('for any k of its checkpoints needs as many checkpoints', () => {
    const draft = named();
    draft.admission.route = { checkpoints: [1, 2], order: 'FREE', anyOf: 3, after: null };
    expect(wrongIn(draft)).toEqual(['route']);
  });

  it('with a time limit needs it to be longer than the least wait', () => {
    const draft = named();
    draft.admission.route.after = { checkpoint: 1, minMinutes: 60, maxMinutes: 30 };
    expect(wrongIn(draft)).toEqual(['after']);
    draft.admission.route.after.maxMinutes = 0;
    expect(wrongIn(draft)).toEqual([]);
  });

  it('starts its clock with its range unless it says otherwise', () => {
    const draft = named();
    expect(startOf(draft)).toBe('AT_ONCE');
    draft.admission.validity.activation = { start: 'FIRST_USE', amount: 24, unit: 'HOURS' };
    expect(startOf(draft)).toBe('FIRST_USE');
  });

  it('needs a price', () => {
    expect(wrongIn({ ...named(), prices: [] })).toEqual(['prices']);
  });

  it('of fixed dates needs both, in order', () => {
    const draft = named();
    draft.admission.validity.span = {
      ...spanOf('FIXED_DATES'),
      first: '2026-05-02',
      last: '2026-05-01',
    };
    expect(wrongIn(draft)).toEqual(['dates']);
  });

  it('is good everywhere unless checkpoints are chosen', () => {
    const draft = named();
    expect(isEverywhere(draft)).toBe(true);
    draft.admission.route.checkpoints = [1, 3];
    expect(isEverywhere(draft)).toBe(false);
  });

  it('is sent without an eligibility that says nothing', () => {
    const draft = named();
    draft.sale.eligibility = { zh: ' ', en: '' };
    expect(toSend(draft).sale.eligibility).toBeNull();
  });

  it('is copied whole', () => {
    expect(copyOf(named())).toEqual(named());
  });
});

describe('people per ticket', () => {
  it.each([
    [1, 1, 'one'],
    [4, 4, 'fixed'],
    [10, 60, 'group'],
  ])('%i to %i is %s', (least, most, kind) => {
    expect(peopleKind({ least, most })).toBe(kind);
  });
});
