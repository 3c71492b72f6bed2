import { describe, expect, it } from 'vitest';
import { firstPassword } from '../src/password';

describe('a first password', () => {
  it('has three groups of four plain letters and digits', () => {
    expect(firstPassword()).toMatch(/^([a-hjkmnp-z2-9]{4}-){2}[a-hjkmnp-z2-9]{4}$/);
  });

  it('is never the same twice', () => {
    const made = new Set(Array.from({ length: 200 }, firstPassword));
    expect(made.size).toBe(200);
  });
});
