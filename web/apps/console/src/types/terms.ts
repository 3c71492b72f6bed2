import type { Price, Span, Terms } from '../server/products';

export const WEEKDAYS = [
  'MONDAY',
  'TUESDAY',
  'WEDNESDAY',
  'THURSDAY',
  'FRIDAY',
  'SATURDAY',
  'SUNDAY',
] as const;

export const BASES = ['VISIT_DAY', 'FIXED_DATES', 'FROM_SALE', 'OPEN_UNTIL'] as const;

/** A ticket that is good at every checkpoint names them all: the mask has this many bits. */
export const ALL_CHECKPOINTS = Array.from({ length: 32 }, (_, n) => n + 1);

/** The width of the head count in a ticket code. */
export const LIMIT_PEOPLE = 1023;

/** The longest run of a clock that starts late, in its unit. */
export const LIMIT_ACTIVATION = 4095;

/** The most days of "k of n days". */
export const LIMIT_QUOTA_DAYS = 511;

/** The longest time between two passages that a ticket code can say. */
export const LIMIT_MINUTES = 2047;

/** The most checkpoints of "any k of n". */
export const LIMIT_ANY_OF = 31;

export const ORDERS = ['FREE', 'STRICT', 'MAIN_FIRST'] as const;

/** When a ticket's clock starts: with its range, at the first passage, or by an act of its own. */
export const STARTS = ['AT_ONCE', 'FIRST_USE', 'ACTIVATION'] as const;

export type ClockStart = (typeof STARTS)[number];

export function startOf(terms: Terms): ClockStart {
  return terms.admission.validity.activation?.start ?? 'AT_ONCE';
}

/** What keeps a draft from being published; the words are under `types.wrong`. */
export type Wrong =
  | 'names'
  | 'people'
  | 'dates'
  | 'weekdays'
  | 'quota'
  | 'checkpoints'
  | 'route'
  | 'after'
  | 'prices'
  | 'sale';

/** Most tickets are like this: one person, one entry, on the day they are sold for, anywhere. */
export function dayTicket(): Terms {
  return {
    names: { zh: '', en: '' },
    admission: {
      people: { least: 1, most: 1 },
      validity: {
        span: spanOf('VISIT_DAY'),
        dayRule: {
          weekdays: [...WEEKDAYS],
          exceptHolidays: false,
          exceptBlackouts: false,
          bookPeakDays: false,
        },
        activation: null,
        quota: null,
      },
      uses: { total: 1, perDay: 0, intervalMinutes: 0, counting: 'TOGETHER' },
      route: { checkpoints: ALL_CHECKPOINTS, order: 'FREE', anyOf: 0, after: null },
    },
    placePoolId: null,
    sale: { hotKey: null, from: null, until: null, eligibility: null, refund: { steps: [] } },
    prices: [everyDay()],
  };
}

export function everyDay(): Price {
  return { days: null, scope: { slot: null, channel: null, tier: null }, amountMinor: 0 };
}

export function spanOf(basis: Span['basis']): Span {
  return {
    basis,
    days: basis === 'VISIT_DAY' || basis === 'FROM_SALE' ? 1 : 0,
    saleDayCounts: true,
    first: null,
    last: null,
  };
}

/** A copy to edit, without what the server only tells (such as that a number of people is fixed). */
export function copyOf(terms: Terms): Terms {
  const copy = JSON.parse(JSON.stringify(terms)) as Terms;
  const { least, most } = copy.admission.people;
  return { ...copy, admission: { ...copy.admission, people: { least, most } } };
}

/** As it is sent: without blanks around names, and without an eligibility that says nothing. */
export function toSend(terms: Terms): Terms {
  const { names, sale } = terms;
  const who = sale.eligibility;
  const eligibility = who && who.zh.trim() !== '' ? trimmed(who) : null;
  return { ...terms, names: trimmed(names), sale: { ...sale, eligibility } };
}

function trimmed(names: Terms['names']): Terms['names'] {
  const zh = names.zh.trim();
  return { zh, en: names.en.trim() || zh };
}

export function isEverywhere(terms: Terms): boolean {
  return terms.admission.route.checkpoints.length === ALL_CHECKPOINTS.length;
}

export type PeopleKind = 'one' | 'fixed' | 'group';

export function peopleKind({ least, most }: Terms['admission']['people']): PeopleKind {
  if (least !== most) return 'group';
  return least === 1 ? 'one' : 'fixed';
}

/** What is missing or cannot be. The server looks again, and at more. */
export function wrongIn(terms: Terms): Wrong[] {
  const { people, validity, route } = terms.admission;
  const { sale, prices } = terms;
  const checks: [Wrong, boolean][] = [
    ['names', terms.names.zh.trim() === '' || terms.names.en.trim() === ''],
    ['people', people.least < 1 || people.most < people.least],
    ['dates', !isSound(validity.span)],
    ['weekdays', validity.dayRule.weekdays.length === 0],
    ['quota', !isPossible(validity.quota)],
    ['checkpoints', route.checkpoints.length === 0],
    ['route', route.anyOf > route.checkpoints.length],
    ['after', !isLimit(route.after)],
    ['prices', prices.length === 0],
    ['sale', sale.from !== null && sale.until !== null && sale.until < sale.from],
  ];
  return checks.filter(([, wrong]) => wrong).map(([name]) => name);
}

function isPossible(quota: Terms['admission']['validity']['quota']): boolean {
  return quota === null || quota.withinDays === 0 || quota.withinDays >= quota.useDays;
}

function isLimit(after: Terms['admission']['route']['after']): boolean {
  return after === null || after.maxMinutes === 0 || after.maxMinutes >= after.minMinutes;
}

function isSound({ basis, days, first, last }: Span): boolean {
  if (basis === 'FIXED_DATES') return first !== null && last !== null && first <= last;
  if (basis === 'OPEN_UNTIL') return last !== null;
  return days >= 1;
}

/** The cheapest and the dearest price: equal where there is only one. */
export function priceRange(terms: Terms): { from: number; to: number } | undefined {
  if (terms.prices.length === 0) return undefined;
  const amounts = terms.prices.map((price) => price.amountMinor);
  return { from: Math.min(...amounts), to: Math.max(...amounts) };
}
