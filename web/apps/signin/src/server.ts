import { call } from '@shanmen/api';
import type { Proof } from '@shanmen/api';

/** What the server says of itself before anybody is signed in. */
export interface SetupState {
  /** True until the park has its administrator. */
  needed: boolean;
}

export type TerminalState = 'REQUESTED' | 'APPROVED' | 'REFUSED' | 'REVOKED';

/** This computer's request for approval. */
export interface TerminalRequest {
  terminalId: string;
  name: string;
  state: TerminalState;
  /** Shown here and in the console, so that the administrator approves the right computer. */
  pairingCode: string | null;
}

/** Where zone, cut-off and currency are not given the server takes Shanghai, 04:00 and CNY. */
export interface SetupWish {
  setupCode: string;
  parkNameZh: string;
  parkNameEn: string;
  operator: string;
  operatorName: string;
  password: string;
  terminalId: string;
  terminalName: string;
  publicKey: string;
}

export function setupState(): Promise<SetupState> {
  return call('GET', '/api/setup', { withoutSession: true });
}

export function setUp(wish: SetupWish): Promise<void> {
  return call('POST', '/api/setup', { body: wish, timeoutMs: 60_000, withoutSession: true });
}

export function requestTerminal(wish: {
  terminalId: string;
  name: string;
  publicKey: string;
}): Promise<TerminalRequest> {
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
