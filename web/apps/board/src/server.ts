import type { Schema } from '@shanmen/api';

/** Where the board's events come from: `snapshot` with all of it, then `delta` with what changed. */
export const LIVE = '/api/insight/live';

export type GateHealth = 'REVOKED' | 'OFFLINE' | 'FAULT' | 'SKEWED' | 'DEGRADED' | 'ONLINE';

export type People = Schema<'InsightPeople'>;

export type Sales = Schema<'InsightSales'>;

export type HourPoint = Schema<'InsightHourPoint'>;

export type TypeLine = Schema<'InsightTypeLine'>;

export type WindowLine = Schema<'InsightWindowLine'>;

export type GateLine = Omit<Schema<'InsightGateLine'>, 'health' | 'orderedMode'> & {
  health: GateHealth;
  orderedMode: 'NORMAL' | 'EMERGENCY_OPEN';
};

export type PassageTick = Schema<'InsightPassageTick'>;

export type SaleTick = Schema<'InsightSaleTick'>;

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
