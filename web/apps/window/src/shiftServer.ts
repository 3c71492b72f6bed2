import { call } from '@shanmen/api';

/** Notes or coins of one face value. */
export interface CashLine {
  faceMinor: number;
  count: number;
}

/** A float that a supervisor handed over and the cashier has not counted yet. */
export interface FloatIssue {
  floatId: string;
  issuerName: string;
  issuedAt: string;
}

export interface Shift {
  shiftId: string;
  state: 'OPEN' | 'COUNTING' | 'CLOSED' | 'CLOSED_WITH_EXCEPTION';
  operatorName: string;
  businessDay: string;
  openedAt: string;
  dropDue: boolean;
}

/** Where the cashier stands at this drawer. */
export interface Desk {
  shift: Shift | null;
  floatIssue: FloatIssue | null;
  /** Face values, the biggest first. */
  denominations: number[];
}

export function desk(): Promise<Desk> {
  return call('GET', '/api/cashdesk/desk');
}
