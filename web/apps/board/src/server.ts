import type { Answer, OrNull } from '@shanmen/api';

/** Where the board's events come from: `snapshot` with all of it, then `delta` with what changed. */
export const LIVE = '/api/insight/live';

export type GateHealth = 'REVOKED' | 'OFFLINE' | 'FAULT' | 'SKEWED' | 'DEGRADED' | 'ONLINE';

export type People = OrNull<Answer<'People'>, 'peakAt'>;

export type Sales = Answer<'Sales'>;

export type HourPoint = Answer<'HourPoint'>;

export type TypeLine = Answer<'TypeLine'>;

export type WindowLine = Answer<'WindowLine'>;

export type GateLine = Omit<
  OrNull<Answer<'GateLine'>, 'checkpointZh' | 'checkpointEn' | 'seenAt'>,
  'health' | 'orderedMode'
> & { health: GateHealth; orderedMode: 'NORMAL' | 'EMERGENCY_OPEN' };

export type PassageTick = OrNull<Answer<'PassageTick'>, 'gateName' | 'nameZh' | 'nameEn'>;

export type SaleTick = OrNull<Answer<'SaleTick'>, 'window'>;

/** The live board of the business day. Money is minor units, instants ISO 8601. */
export interface Board {
  asOf: string;
  day: string;
  park: { zh: string; en: string };
  people: People;
  sales: Sales;
  hours: HourPoint[];
  byType: TypeLine[];
  byWindow: WindowLine[];
  gates: GateLine[];
  lastPassages: PassageTick[];
  lastSales: SaleTick[];
}

export type BoardDelta = Pick<Board, 'asOf'> & Partial<Board>;
