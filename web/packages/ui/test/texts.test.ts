import { describe, expect, it } from 'vitest';

interface Tree {
  [key: string]: string | string[] | Tree;
}

const trees = import.meta.glob<Tree>(
  ['../src/texts/*.ts', '../../cashdesk/src/texts/*.ts', '../../../apps/*/src/texts/*.ts'],
  {
    eager: true,
    import: 'default',
  },
);
const sources = import.meta.glob<string>(
  ['../src/**/*.{vue,ts}', '../../cashdesk/src/**/*.{vue,ts}', '../../../apps/*/src/**/*.{vue,ts}'],
  { eager: true, query: '?raw', import: 'default' },
);

function keys(tree: Tree, prefix = ''): Map<string, string> {
  return new Map(
    Object.entries(tree).flatMap(([key, value]) =>
      typeof value === 'string' || Array.isArray(value)
        ? [[prefix + key, String(value)] as const]
        : [...keys(value, `${prefix}${key}.`)],
    ),
  );
}

function placeholders(text: string): string[] {
  return [...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? '').sort();
}

const homes = [...new Set(Object.keys(trees).map((path) => path.replace(/\/texts\/[^/]+$/, '')))];
const shared = keys(trees['../src/texts/zh-CN.ts'] ?? {});

describe.each(homes)('the texts of %s', (home) => {
  const zh = keys(trees[`${home}/texts/zh-CN.ts`] ?? {});
  const en = keys(trees[`${home}/texts/en.ts`] ?? {});

  it('have the same keys in both languages', () => {
    expect([...en.keys()].sort()).toEqual([...zh.keys()].sort());
  });

  it('have the same placeholders in both languages', () => {
    for (const [key, text] of zh) {
      expect({ key, in: placeholders(en.get(key) ?? '') }).toEqual({ key, in: placeholders(text) });
    }
  });

  it('are never empty', () => {
    const empty = [...zh, ...en].filter(([, text]) => text.trim() === '').map(([key]) => key);
    expect(empty).toEqual([]);
  });

  it('exist for every key that is asked for', () => {
    const asked = Object.entries(sources)
      .filter(([path]) => path.startsWith(`${home}/`))
      .flatMap(([, source]) => [...source.matchAll(/(?:\$t|\btm?)\(\s*'([\w.-]+)'/g)])
      .map((match) => match[1] ?? '');
    const missing = asked.filter((key) => !zh.has(key) && !shared.has(key));
    expect(missing).toEqual([]);
  });
});
