import { describe, expect, it } from 'vitest';
import { shortId } from '../src/auditWords';

describe('the id of what an entry is about', () => {
  it('is cut to its end where it is one of ours', () => {
    expect(shortId('01a20529-46b0-7553-9818-7fad345e31aa')).toBe('…5e31aa');
  });

  it('stays whole where people chose it', () => {
    expect(shortId('DAY-2026-11-23-SALES_BY_TYPE.csv')).toBe('DAY-2026-11-23-SALES_BY_TYPE.csv');
  });

  it('is left out where it is only a moment', () => {
    expect(shortId('2026-11-22T21:27:34.538016744Z')).toBe('');
  });
});
