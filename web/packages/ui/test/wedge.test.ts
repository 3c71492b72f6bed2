import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { SCAN_GAP_MS, Wedge } from '../src/wedge';

let heard: string[];
let wedge: Wedge;

beforeEach(() => {
  vi.useFakeTimers();
  heard = [];
  wedge = new Wedge({
    onKey: (key) => heard.push(key),
    onScan: (text) => heard.push(`scan ${text}`),
  });
});

afterEach(() => {
  vi.useRealTimers();
});

function type(text: string, gapMs: number): void {
  for (const key of text) {
    wedge.take(key);
    vi.advanceTimersByTime(gapMs);
  }
}

it('gives typed keys on, in order', () => {
  type('a2', 120);
  wedge.take('Enter');
  expect(heard).toEqual(['a', '2', 'Enter']);
});

it('gives a quick person’s keys on too', () => {
  type('a12', 5);
  wedge.take('Enter');
  expect(heard).toEqual(['a', '1', '2', 'Enter']);
});

it('takes a burst that ends with Enter as a scan, and swallows the Enter', () => {
  type('SM1:7A$ 49', 4);
  wedge.take('Enter');
  expect(heard).toEqual(['scan SM1:7A$ 49']);
});

it('takes a burst without Enter as a scan', () => {
  type('123456789012345678901234', 4);
  vi.advanceTimersByTime(SCAN_GAP_MS);
  expect(heard).toEqual(['scan 123456789012345678901234']);
});

it('gives held keys on before another kind of key', () => {
  wedge.take('b');
  wedge.flush();
  expect(heard).toEqual(['b']);
});
