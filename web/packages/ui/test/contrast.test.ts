import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const css = readFileSync('packages/ui/src/tokens.css', 'utf8').split('@media print')[0] ?? '';

/** WCAG AA: text, and shapes that carry a meaning. */
const TEXT_RATIO = 4.5;
const SHAPE_RATIO = 3;

const declared = new Map(
  [...css.matchAll(/--([\w-]+):\s*([^;]+);/g)].map((match) => [match[1] ?? '', match[2] ?? '']),
);

function colour(token: string, dark: boolean): string {
  const value = declared.get(token) ?? '';
  const alias = /^var\(--([\w-]+)\)$/.exec(value);
  if (alias?.[1] !== undefined) return colour(alias[1], dark);
  const pair = /^light-dark\((#\w{6}), (#\w{6})\)$/.exec(value);
  return (dark ? pair?.[2] : pair?.[1]) ?? value;
}

function luminance(hex: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5]
    .map((at) => parseInt(hex.slice(at, at + 2), 16) / 255)
    .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(a: string, b: string): number {
  const [light = 0, dark = 0] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return (light + 0.05) / (dark + 0.05);
}

const answers = ['admit', 'refuse', 'wait', 'offline'];
const grounds = ['paper', 'surface', 'sunken'];
const inks = ['ink', 'ink-2', 'ink-3', 'pine', 'info', 'warn', 'danger', ...answers];

const texts = [
  ...inks.flatMap((ink) => grounds.map((ground) => [ink, ground] as const)),
  ...answers.map((answer) => [answer, `${answer}-wash`] as const),
  ...answers.map((answer) => ['ink', `${answer}-wash`] as const),
  ...answers.map((answer) => ['on-fill', `${answer}-fill`] as const),
  ['info', 'info-wash'] as const,
  ['pine', 'pine-wash'] as const,
  ['ink', 'pine-wash'] as const,
  ['ink-2', 'pine-wash'] as const,
  ['on-fill', 'pine-fill'] as const,
  ['on-fill', 'pine-fill-strong'] as const,
];

const shapes = [
  ...grounds.map((ground) => ['line-strong', ground] as const),
  ...['paper', 'surface'].map((ground) => ['seal', ground] as const),
  ...[1, 2, 3, 4, 5, 6, 7, 8].map((n) => [`series-${String(n)}`, 'surface'] as const),
];

describe.each([
  ['light', false],
  ['dark', true],
] as const)('in %s', (_, dark) => {
  it.each(texts)('%s is read on %s', (ink, ground) => {
    expect(contrast(colour(ink, dark), colour(ground, dark))).toBeGreaterThanOrEqual(TEXT_RATIO);
  });

  it.each(shapes)('%s is seen on %s', (shape, ground) => {
    expect(contrast(colour(shape, dark), colour(ground, dark))).toBeGreaterThanOrEqual(SHAPE_RATIO);
  });
});
