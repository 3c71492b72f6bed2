import { describe, expect, it } from 'vitest';
import { arcTo, fullness, pointAt } from '../src/dial';

describe('the dial', () => {
  it('warns from 80, 90 and 100 percent', () => {
    expect([799, 800, 899, 900, 999, 1000].map((people) => fullness(people, 1000))).toEqual([
      'calm',
      'filling',
      'filling',
      'nearly',
      'nearly',
      'full',
    ]);
  });

  it('stays calm where the park has no limit', () => {
    expect(fullness(50_000, 0)).toBe('calm');
  });

  it('begins low on the left and ends low on the right, even for an overfull park', () => {
    const begin = pointAt(0, 100);
    const end = pointAt(300, 100);
    expect(begin.x).toBeLessThan(0);
    expect(end.x).toBeCloseTo(-begin.x);
    expect(end.y).toBeCloseTo(begin.y);
  });

  it('takes the long way round when more than half a circle is filled', () => {
    expect(arcTo(50, 100)).toContain('A100 100 0 0 1');
    expect(arcTo(100, 100)).toContain('A100 100 0 1 1');
  });
});
