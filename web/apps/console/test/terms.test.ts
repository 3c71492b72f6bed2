import { describe, expect, it } from 'vitest';
import {
  copyOf,
  dayTicket,
  isEverywhere,
  peopleKind,
  spanOf,
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
