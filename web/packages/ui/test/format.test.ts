import { describe, expect, it } from 'vitest';
import {
  addDays,
  businessDayOf,
  dateOf,
  inFours,
  moneyDigits,
  parseMoney,
  timeOfDay,
  whole,
} from '../src/format';

describe('money', () => {
  it.each([
    [0, '0.00'],
    [5, '0.05'],
    [9950, '99.50'],
    [123456789, '1,234,567.89'],
    [-500, '−5.00'],
  ])('of %d minor units is written %s', (minor, text) => {
    expect(moneyDigits(minor)).toBe(text);
  });

  it.each([
    ['100', 10000],
    ['99.5', 9950],
    ['0.05', 5],
    ['100.', 10000],
  ])('typed as %s is %d minor units', (text, minor) => {
    expect(parseMoney(text)).toBe(minor);
  });

  it.each(['', '-1', '1.234', 'abc', '1e3', '99999999999'])('is not taken from "%s"', (text) => {
    expect(parseMoney(text)).toBeUndefined();
  });
});

describe('times', () => {
  it('are the park’s, whatever zone the computer is in', () => {
    expect(timeOfDay('2026-05-01T16:05:09Z', true)).toBe('00:05:09');
    expect(dateOf('2026-05-01T16:05:09Z')).toBe('2026-05-02');
  });

  it('give the night before the cut-off to the day before', () => {
    expect(businessDayOf('2026-05-01T19:59:59Z')).toBe('2026-05-01');
    expect(businessDayOf('2026-05-01T20:00:00Z')).toBe('2026-05-02');
  });

  it('count days across months', () => {
    expect(addDays('2026-02-28', 1)).toBe('2026-03-01');
    expect(addDays('2026-01-01', -1)).toBe('2025-12-31');
  });
});

it('groups thousands and codes', () => {
  expect(whole(1234567)).toBe('1,234,567');
  expect(inFours('1234567890')).toBe('1234 5678 90');
});
