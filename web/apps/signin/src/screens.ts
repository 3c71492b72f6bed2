/** The screens that lead on from home, each with the permissions of which one opens it. */
export interface ScreenLink {
  name: 'window' | 'refund' | 'duty' | 'console' | 'reports' | 'board';
  href: string;
  needsAny: readonly string[];
}

/** The pages of the console ask each for its own. */
const CONSOLE_PERMISSIONS: readonly string[] = [
  'catalog.edit',
  'catalog.publish',
  'capacity.edit',
  'identity.view-operators',
  'identity.manage-operators',
  'identity.manage-roles',
  'terminal.view',
  'terminal.manage',
  'audit.read',
  'admission.view',
  'admission.configure',
  'admission.release',
  'admission.correct',
  'ticketing.keys',
  'ticketing.configure-printers',
  'ticketing.look-up',
];

const BOARD_PERMISSIONS: readonly string[] = ['insight.board'];

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
    name: 'duty',
    href: '/duty/',
    needsAny: [
      'cashdesk.issue-float',
      'cashdesk.receive-drop',
      'cashdesk.accept',
      'cashdesk.accept-large',
      'cashdesk.report',
    ],
  },
  {
    name: 'console',
    href: '/console/',
    needsAny: CONSOLE_PERMISSIONS,
  },
  { name: 'reports', href: '/reports/', needsAny: ['insight.reports'] },
  { name: 'board', href: '/board/', needsAny: BOARD_PERMISSIONS },
];
