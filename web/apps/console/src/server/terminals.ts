import { call, type Answer, type Ask, type OrNull } from '@shanmen/api';

export type Terminal = OrNull<
  Answer<'TerminalTerminalView'>,
  'pairingCode' | 'checkpoint' | 'askedFrom' | 'decidedAt' | 'lastSeenAt' | 'skewMillis'
>;

export type EnrolmentCode = Answer<'TerminalCodeView'>;

const BASE = '/api/terminal/terminals';

export function terminals(): Promise<Terminal[]> {
  return call('GET', BASE);
}

export function approve(terminalId: string, body: Ask<'TerminalApprove'>): Promise<Terminal> {
  return call('POST', `${BASE}/${terminalId}/approval`, { body });
}

export function refuse(terminalId: string): Promise<Terminal> {
  return call('POST', `${BASE}/${terminalId}/refusal`);
}

export function change(terminalId: string, body: Ask<'TerminalChangeTerminal'>): Promise<Terminal> {
  return call('PUT', `${BASE}/${terminalId}`, { body });
}

export function revoke(terminalId: string): Promise<Terminal> {
  return call('POST', `${BASE}/${terminalId}/revocation`);
}

export function makeEnrolmentCode(body: Ask<'TerminalMakeCode'>): Promise<EnrolmentCode> {
  return call('POST', '/api/terminal/enrolment-codes', { body });
}
