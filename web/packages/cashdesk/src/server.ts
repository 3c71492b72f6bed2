import { call } from '@shanmen/api';
import type { Schema } from '@shanmen/api';

/** Notes or coins of one face value. */
export type CashLine = Schema<'CashdeskCashLine'>;
/** A float on its way to a drawer; how much it is stays with the supervisor. */
export type CashFloat = Schema<'CashdeskCashFloat'>;
export type DropSlip = Schema<'CashdeskDropSlip'>;
export type OwnShift = Schema<'CashdeskOwnShift'>;
/** How the caller's till stands: what a cashier may know, and nothing of what should be in it. */
export type Till = Schema<'CashdeskTillView'>;
export type TillState = Till['state'];
/** An X report (no number, as often as wanted) or a Z report (numbered, once). */
export type ShiftReport = Schema<'CashdeskShiftReport'>;
export type CountAnswer = Schema<'CashdeskCountAnswer'>;
export type Movement = Schema<'CashdeskMovementRequest'>;
/** What a shift left to the next one at its drawer, signed by both cashiers (R9). */
export type Handover = Schema<'CashdeskHandover'>;
export type Settings = Schema<'CashdeskCashDeskSettings'>;
export type ShiftSummary = Schema<'CashdeskShiftSummary'>;

export function till(): Promise<Till> {
  return call('GET', '/api/cashdesk/till');
}

export function requestFloat(floatId: string): Promise<CashFloat> {
  return call('POST', '/api/cashdesk/floats/requests', { body: { floatId }, repeatable: true });
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
  return call('POST', `/api/cashdesk/shifts/${shiftId}/close`, { repeatable: true });
}

/** The same, with what is left over handed to the next shift: the incoming cashier signs too. */
export function handOver(shiftId: string, incoming: string, secret: string): Promise<Till> {
  return call('POST', `/api/cashdesk/shifts/${shiftId}/handover`, { body: { incoming, secret } });
}

/** Takes over what a shift left at this drawer to somebody else. */
export function takeOver(fromShiftId: string): Promise<Till> {
  return call('POST', `/api/cashdesk/handovers/${fromShiftId}/taking-over`, { repeatable: true });
}

/** A duty officer steps up and stays for the count. */
export function callDutyOfficer(shiftId: string, officer: string, secret: string): Promise<Till> {
  return call('POST', `/api/cashdesk/shifts/${shiftId}/duty-officer`, {
    body: { officer, secret },
  });
}

export function settings(): Promise<Settings> {
  return call('GET', '/api/cashdesk/settings');
}

export function saveSettings(body: Settings): Promise<Settings> {
  return call('PUT', '/api/cashdesk/settings', { body, repeatable: true });
}

export function resume(shiftId: string): Promise<Till> {
  return call('POST', `/api/cashdesk/shifts/${shiftId}/resume`, { repeatable: true });
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

export function move(shiftId: string, movement: Movement): Promise<Movement> {
  return call('POST', `/api/cashdesk/shifts/${shiftId}/movements`, {
    body: movement,
    repeatable: true,
  });
}

/** Another person accepts the difference at the cashier's own computer. */
export function acceptHere(
  shiftId: string,
  acceptance: Schema<'CashdeskAcceptanceHereRequest'>,
): Promise<ShiftReport> {
  return call('POST', `/api/cashdesk/shifts/${shiftId}/acceptance-here`, { body: acceptance });
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

/** The shifts of a day (today if none is given) and all that wait for somebody. */
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

/** What finance found out about a large difference; written once. */
export function examineDifference(
  shiftId: string,
  examination: Schema<'CashdeskExaminationRequest'>,
): Promise<ShiftReport> {
  return call('POST', `/api/cashdesk/shifts/${shiftId}/examination`, {
    body: examination,
    repeatable: true,
  });
}

/** Opens the drawer without a sale; who, when and why goes into the log. */
export function openDrawer(openingId: string, reason: string): Promise<void> {
  return call('POST', '/api/payment/drawer-openings', {
    body: { openingId, reason },
    repeatable: true,
  });
}
