import { call } from './call';
import { Problem } from './problem';
import type { Schema } from './schemas';
import { loadTerminalKey, prove, type ProofPurpose, type TerminalKey } from './terminalKey';

/** Who is signed in on this computer, and what they may do. */
export type Session = Schema<'TerminalWhoAmI'>;

export type Proof = Schema<'TerminalProofBody'>;

/** Proves possession of the terminal's key with a fresh challenge. */
export async function proof(key: TerminalKey, purpose: ProofPurpose): Promise<Proof> {
  const { challenge } = await call<Schema<'TerminalChallengeView'>>(
    'POST',
    '/api/terminal/challenges',
    {
      body: { terminalId: key.terminalId },
      withoutSession: true,
    },
  );
  return {
    terminalId: key.terminalId,
    challenge,
    signature: await prove(key, purpose, challenge),
    clock: new Date().toISOString(),
  };
}

export function currentSession(): Promise<Session> {
  return call<Session>('GET', '/api/session');
}

/** Prolongs the session without a password; false where only signing in again helps. */
export async function renewByProof(): Promise<boolean> {
  const key = await loadTerminalKey();
  if (!key) return false;
  try {
    const body = await proof(key, 'renew');
    // Not through call(): a refused renewal must not start another renewal.
    const response = await fetch('/api/session/renew', {
      method: 'POST',
      credentials: 'same-origin',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(body),
    });
    return response.ok;
  } catch (error) {
    if (error instanceof Problem || error instanceof TypeError) return false;
    throw error;
  }
}

export async function signOut(): Promise<void> {
  await call('POST', '/api/sign-out');
}
