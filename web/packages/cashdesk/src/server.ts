import { call } from '@shanmen/api';

/** Notes or coins of one face value. */
export interface CashLine {
  faceMinor: number;
  count: number;
}

/** A float on its way to a drawer; how much it is stays with the supervisor. */
export interface CashFloat {
  floatId: string;
  operatorId: string;
  operatorName: string;
  terminalId: string;
  terminalName: string;
  state: 'REQUESTED' | 'ISSUED' | 'CONFIRMED' | 'CANCELLED';
  issuedBy: string | null;
  issuedAt: string | null;
  miscounts: number;
}

export type Band = 'AUTOMATIC' | 'SUPERVISOR' | 'MANAGER' | 'INCIDENT';

export interface DropSlip {
  dropId: string;
  shiftId: string;
  number: number;
  amountMinor: number;
  lines: CashLine[];
  state: 'OFFERED' | 'RECEIVED' | 'CANCELLED';
  offeredBy: string;
  offeredAt: string;
  receivedBy: string | null;
  receivedAt: string | null;
}

export interface OwnShift {
  shiftId: string;
  businessDay: string;
  openedAt: string;
  /** No more cash may be taken before a drop. */
  dropDue: boolean;
  submissionsLeft: number;
  /** Counted less expected; hidden until after the last count. */
  overShortMinor: number | null;
  band: Band | null;
  drops: DropSlip[];
}

export type TillState =
  'IDLE' | 'FLOAT_REQUESTED' | 'FLOAT_ISSUED' | 'OPEN' | 'COUNTING' | 'AWAITING_ACCEPTANCE';

/** How the caller's till stands: what a cashier may know, and nothing of what should be in it. */
export interface Till {
  state: TillState;
  cashFloat: CashFloat | null;
  shift: OwnShift | null;
  /** Notes and coins to count, the biggest first. */
  denominations: number[];
}

export interface CashTerm {
  term: string;
  zh: string;
  en: string;
  count: number;
  amountMinor: number;
}

/** An X report (no number, as often as wanted) or a Z report (numbered, once). */
export interface ShiftReport {
  zNumber: number | null;
  shift: {
    shiftId: string;
    operatorName: string;
    terminalName: string;
    businessDay: string;
    state: string;
    openedAt: string;
  };
  cash: CashTerm[];
  expectedMinor: number;
  drops: DropSlip[];
  close: {
    closedAt: string;
    countedMinor: number;
    overShortMinor: number;
    band: Band;
    acceptedBy: string | null;
    reason: string | null;
  } | null;
  printedAt: string;
}

export interface CountAnswer {
  state: 'COUNT_AGAIN' | 'AWAITING_ACCEPTANCE' | 'CLOSED';
  submissionsLeft: number;
  overShortMinor: number | null;
  band: Band | null;
  report: ShiftReport | null;
}

export function till(): Promise<Till> {
  return call('GET', '/api/cashdesk/till');
}

export function requestFloat(floatId: string): Promise<CashFloat> {
  return call('POST', '/api/cashdesk/float-requests', { body: { floatId }, repeatable: true });
}

export function cancelFloat(floatId: string): Promise<CashFloat> {
  return call('POST', `/api/cashdesk/floats/${floatId}/cancellation`, { repeatable: true });
}

export function openShift(shiftId: string, floatId: string, lines: CashLine[]): Promise<Till> {
  return call('POST', '/api/cashdesk/shifts', {
    body: { shiftId, floatId, lines },
    repeatable: true,
  });
}

export function beginClose(shiftId: string): Promise<Till> {
  return call('POST', `/api/cashdesk/shifts/${shiftId}/closing`, { repeatable: true });
}

export function resume(shiftId: string): Promise<Till> {
  return call('POST', `/api/cashdesk/shifts/${shiftId}/resumption`, { repeatable: true });
}

export function submitCount(
  shiftId: string,
  countId: string,
  lines: CashLine[],
): Promise<CountAnswer> {
  return call('POST', `/api/cashdesk/shifts/${shiftId}/counts`, {
    body: { countId, lines },
    repeatable: true,
  });
}

export function offerDrop(shiftId: string, dropId: string, lines: CashLine[]): Promise<DropSlip> {
  return call('POST', `/api/cashdesk/shifts/${shiftId}/drops`, {
    body: { dropId, lines },
    repeatable: true,
  });
}

export function cancelDrop(dropId: string): Promise<DropSlip> {
  return call('POST', `/api/cashdesk/drops/${dropId}/cancellation`, { repeatable: true });
}

export interface Movement {
  movementId: string;
  paidIn: boolean;
  amountMinor: number;
  reason: string;
}

export function move(shiftId: string, movement: Movement): Promise<Movement> {
  return call('POST', `/api/cashdesk/shifts/${shiftId}/movements`, {
    body: movement,
    repeatable: true,
  });
}

/** Another person accepts the difference at the cashier's own computer. */
export function acceptHere(
  shiftId: string,
  acceptance: { approver: string; secret: string; reason: string },
): Promise<ShiftReport> {
  return call('POST', `/api/cashdesk/shifts/${shiftId}/acceptance-here`, { body: acceptance });
}

export interface ShiftSummary {
  shiftId: string;
  operatorName: string;
  terminalName: string;
  businessDay: string;
  state: 'OPEN' | 'COUNTING' | 'CLOSED' | 'CLOSED_WITH_EXCEPTION';
  openedAt: string;
  closedAt: string | null;
  zNumber: number | null;
  dropDue: boolean;
  overShortMinor: number | null;
  band: Band | null;
  awaitsAcceptance: boolean;
}

export function waitingFloats(): Promise<CashFloat[]> {
  return call('GET', '/api/cashdesk/floats');
}

export function issueFloat(float: CashFloat, lines: CashLine[]): Promise<CashFloat> {
  const { floatId, operatorId, terminalId } = float;
  return call('POST', '/api/cashdesk/floats', {
    body: { floatId, operatorId, terminalId, lines },
    repeatable: true,
  });
}

export function offeredDrops(): Promise<DropSlip[]> {
  return call('GET', '/api/cashdesk/drops');
}

export function receiveDrop(dropId: string): Promise<DropSlip> {
  return call('POST', `/api/cashdesk/drops/${dropId}/receipt`, { repeatable: true });
}

/** The shifts of a day (today if none is given) and all that are not closed. */
export function shifts(day?: string): Promise<ShiftSummary[]> {
  return call('GET', '/api/cashdesk/shifts', { query: { day } });
}

export function shiftReport(shiftId: string): Promise<ShiftReport> {
  return call('GET', `/api/cashdesk/shifts/${shiftId}/report`);
}

export function acceptDifference(shiftId: string, reason: string): Promise<ShiftReport> {
  return call('POST', `/api/cashdesk/shifts/${shiftId}/acceptance`, {
    body: { reason },
    repeatable: true,
  });
}
