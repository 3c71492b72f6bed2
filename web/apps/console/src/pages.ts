import { mayAny } from '@shanmen/ui';
import type { Component } from 'vue';

/** A page of the console, with the permissions of which any one opens it. */
export interface Page {
  /** Its texts are under `nav.<name>`. */
  name: string;
  path: string;
  group: Group;
  needsAny: readonly string[];
  component: () => Promise<Component>;
}

/** The parts of the park's work, in the order of the navigation. */
export const GROUPS = ['sales', 'admission', 'settlement', 'enquiry', 'platform'] as const;

export type Group = (typeof GROUPS)[number];

export const PAGES = [
  {
    name: 'types',
    path: '/types',
    group: 'sales',
    needsAny: ['catalog.edit', 'catalog.publish'],
    component: () => import('./pages/TypesPage.vue'),
  },
  {
    name: 'places',
    path: '/places',
    group: 'sales',
    needsAny: ['catalog.edit', 'capacity.edit'],
    component: () => import('./pages/PlacesPage.vue'),
  },
  {
    name: 'gates',
    path: '/gates',
    group: 'admission',
    needsAny: ['admission.view', 'admission.configure', 'admission.release'],
    component: () => import('./pages/GatesPage.vue'),
  },
  {
    name: 'rules',
    path: '/rules',
    group: 'admission',
    needsAny: ['admission.view', 'admission.configure'],
    component: () => import('./pages/RulesPage.vue'),
  },
  {
    name: 'presence',
    path: '/presence',
    group: 'admission',
    needsAny: ['admission.view', 'admission.correct'],
    component: () => import('./pages/PresencePage.vue'),
  },
  {
    name: 'lookup',
    path: '/lookup',
    group: 'enquiry',
    needsAny: ['ticketing.look-up'],
    component: () => import('./pages/LookUpPage.vue'),
  },
  {
    name: 'terminals',
    path: '/terminals',
    group: 'platform',
    needsAny: ['terminal.view', 'terminal.manage'],
    component: () => import('./pages/TerminalsPage.vue'),
  },
  {
    name: 'operators',
    path: '/operators',
    group: 'platform',
    needsAny: ['identity.view-operators', 'identity.manage-operators'],
    component: () => import('./pages/OperatorsPage.vue'),
  },
  {
    name: 'roles',
    path: '/roles',
    group: 'platform',
    needsAny: ['identity.view-operators', 'identity.manage-roles'],
    component: () => import('./pages/RolesPage.vue'),
  },
  {
    name: 'audit',
    path: '/audit',
    group: 'platform',
    needsAny: ['audit.read'],
    component: () => import('./pages/AuditPage.vue'),
  },
  {
    name: 'printers',
    path: '/printers',
    group: 'platform',
    needsAny: ['ticketing.configure-printers'],
    component: () => import('./pages/PrintersPage.vue'),
  },
  {
    name: 'keys',
    path: '/keys',
    group: 'platform',
    needsAny: ['ticketing.keys'],
    component: () => import('./pages/KeysPage.vue'),
  },
  {
    name: 'health',
    path: '/health',
    group: 'platform',
    needsAny: ['insight.health'],
    component: () => import('./pages/HealthPage.vue'),
  },
] as const satisfies readonly Page[];

/** Screens of their own that belong to a part of the work and open from here. */
export const ELSEWHERE = [
  {
    name: 'duty',
    href: '/duty/',
    group: 'settlement',
    needsAny: [
      'cashdesk.issue-float',
      'cashdesk.receive-drop',
      'cashdesk.accept',
      'cashdesk.accept-large',
      'cashdesk.report',
    ],
  },
  { name: 'reports', href: '/reports/', group: 'settlement', needsAny: ['insight.reports'] },
] as const satisfies readonly (Pick<Page, 'name' | 'group' | 'needsAny'> & { href: string })[];

export function firstPage(): Page | undefined {
  return [...PAGES]
    .sort((a, b) => GROUPS.indexOf(a.group) - GROUPS.indexOf(b.group))
    .find((page) => mayAny(page.needsAny));
}
