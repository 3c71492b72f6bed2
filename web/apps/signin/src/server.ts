import { call } from '@shanmen/api';
import type { Proof, Schema } from '@shanmen/api';

/** What the server says of itself before anybody is signed in. */
export type SetupState = Schema<'TerminalSetupState'>;

/** This computer's request for approval. */
export type TerminalRequest = Schema<'TerminalRequestView'>;

/** Zone, cut-off and currency are null for the usual: Shanghai, 04:00, CNY. */
export type SetupWish = Schema<'TerminalSetUpPark'>;

export function setupState(): Promise<SetupState> {
  return call('GET', '/api/setup', { withoutSession: true });
}

export function setUp(wish: SetupWish): Promise<void> {
  return call('POST', '/api/setup', { body: wish, timeoutMs: 60_000, withoutSession: true });
}

export function requestTerminal(wish: Schema<'TerminalAskForApproval'>): Promise<TerminalRequest> {
  return call('POST', '/api/terminal/requests', {
    body: wish,
    repeatable: true,
    withoutSession: true,
  });
}

export function terminalRequest(terminalId: string): Promise<TerminalRequest> {
  return call('GET', `/api/terminal/requests/${terminalId}`, { withoutSession: true });
}

export function signIn(proof: Proof, operator: string, password: string): Promise<void> {
  return call('POST', '/api/sign-in', {
    body: { ...proof, operator, password },
    withoutSession: true,
  });
}

export function changePassword(oldPassword: string, newPassword: string): Promise<void> {
  return call('POST', '/api/session/password', { body: { oldPassword, newPassword } });
}

export function setPin(password: string, pin: string): Promise<void> {
  return call('POST', '/api/session/pin', { body: { password, pin } });
}
