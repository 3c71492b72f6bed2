import { describe, expect, it } from 'vitest';
import { clock, minutesOf } from '../src/minutes';

describe('minutes of the day', () => {
  it.each([
    [0, '00:00'],
    [540, '09:00'],
    [1439, '23:59'],
  ])('%i is written %s and read back', (minutes, text) => {
    expect(clock(minutes)).toBe(text);
    expect(minutesOf(text)).toBe(minutes);
  });

  it('are not read from what is no time', () => {
    expect(minutesOf('')).toBeUndefined();
  });
});
