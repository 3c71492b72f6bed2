import { describe, expect, it } from 'vitest';
import { daysOf, LIMIT_RUN_DAYS, runsOf } from '../src/days';

describe('a set of days', () => {
  it('is shown as runs, whatever its order', () => {
    expect(runsOf(['2026-10-02', '2026-05-01', '2026-10-01', '2026-10-03'])).toEqual([
      { first: '2026-05-01', last: '2026-05-01' },
      { first: '2026-10-01', last: '2026-10-03' },
    ]);
  });

  it('runs on from one month to the next', () => {
    expect(runsOf(['2026-09-30', '2026-10-01'])).toEqual([
      { first: '2026-09-30', last: '2026-10-01' },
    ]);
  });

  it('counts a day once', () => {
    expect(runsOf(['2026-10-01', '2026-10-01'])).toHaveLength(1);
  });
});

describe('a run of days', () => {
  it('has both its ends', () => {
    expect(daysOf({ first: '2026-02-28', last: '2026-03-02' })).toEqual([
      '2026-02-28',
      '2026-03-01',
      '2026-03-02',
    ]);
  });

  it('is not longer than a year', () => {
    expect(daysOf({ first: '2026-01-01', last: '2036-01-01' })).toHaveLength(LIMIT_RUN_DAYS);
  });
});
