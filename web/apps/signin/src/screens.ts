/** The screens that lead on from home, each with the permissions of which one opens it. */
export interface ScreenLink {
  name: 'window' | 'refund' | 'console' | 'board';
  href: string;
  needsAny: readonly string[];
}

export const SCREENS: readonly ScreenLink[] = [
  { name: 'window', href: '/window/', needsAny: ['ordering.sell'] },
  {
    name: 'refund',
    href: '/refund/',
    needsAny: [
      'aftersales.request',
      'aftersales.approve',
      'aftersales.approve-any',
      'aftersales.execute',
    ],
  },
  {
    name: 'console',
    href: '/console/',
    needsAny: [],
  },
  { name: 'board', href: '/board/', needsAny: ['insight.board'] },
];
