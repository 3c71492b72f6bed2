import { call, callForFile } from '@shanmen/api';
import type { Schema } from '@shanmen/api';

export const PERIODS = ['DAY', 'WEEK', 'MONTH', 'QUARTER', 'YEAR'] as const;

export type Period = (typeof PERIODS)[number];

export const KINDS = ['SALES', 'REFUNDS', 'PASSAGES'] as const;

export type Kind = (typeof KINDS)[number];

/** Text, a whole number, a decimal, a date or a moment, as its column says. */
export type Cell = string | number | null;

export type Column = Schema<'InsightColumn'>;

export type Table = Omit<Schema<'InsightTable'>, 'rows' | 'totals'> & {
  rows: Cell[][];
  totals: Cell[] | null;
};

/** `value` is null where there is nothing to divide by. */
export type KeyFigure = Schema<'InsightKeyFigure'>;

export type Report = Omit<Schema<'InsightReport'>, 'keyFigures' | 'tables'> & {
  keyFigures: KeyFigure[];
  tables: Table[];
};

/** Which lines; what is missing does not matter. */
export interface LineFilter {
  from: string;
  to: string;
  hour?: number;
  gateNo?: number;
}

/** A report may look at a year: it takes longer than a click. */
const REPORT_TIMEOUT_MS = 60_000;

const LINES_OF_A_PAGE = 100;

/** @param day any day of the period; the present business day without one */
export function report(period: Period, day?: string): Promise<Report> {
  return call('GET', `/api/insight/reports/${period}`, {
    query: { day },
    timeoutMs: REPORT_TIMEOUT_MS,
  });
}

export function workbook(period: Period, day: string): Promise<Blob> {
  return file(`${period}/workbook`, { day });
}

/** @param tableId of a table of the report, or KEY_FIGURES */
export function tableCsv(period: Period, day: string, tableId: string): Promise<Blob> {
  return file(`${period}/tables/${tableId}`, { day });
}

export function lines(
  kind: Kind,
  filter: LineFilter,
  after?: string,
): Promise<{ table: Table; next: string | null }> {
  return call('GET', `/api/insight/reports/lines/${kind}`, {
    query: { ...filter, after, limit: LINES_OF_A_PAGE },
    timeoutMs: REPORT_TIMEOUT_MS,
  });
}

export function linesCsv(kind: Kind, filter: LineFilter): Promise<Blob> {
  return file(`lines/${kind}/csv`, { ...filter });
}

function file(path: string, query: Record<string, string | number | undefined>): Promise<Blob> {
  return callForFile('GET', `/api/insight/reports/${path}`, {
    query,
    timeoutMs: REPORT_TIMEOUT_MS,
  });
}
