import {
  canKeepKeys,
  createTerminalKey,
  forgetTerminalKey,
  loadTerminalKey,
  newId,
  Problem,
  proof,
  publicKeyOf,
  type TerminalKey,
} from '@shanmen/api';
import { enter, readPark, session } from '@shanmen/ui';
import { onScopeDispose, ref, shallowRef } from 'vue';
import * as server from './server';

/** Where somebody stands between an unknown computer and an open session. */
export type Place =
  | 'looking'
  | 'unreachable'
  | 'insecure'
  | 'setup'
  | 'stranger'
  | 'waiting'
  | 'refused'
  | 'revoked'
  | 'sign-in'
  | 'new-password'
  | 'home';

/** What a person fills in at the first run. */
export type SetupForm = Omit<
  server.SetupWish,
  'terminalId' | 'publicKey' | 'zone' | 'cutOff' | 'currency'
>;

/** How often a waiting computer asks whether it has been approved. */
export const POLL_EVERY_MS = 2000;

/** Walks a computer and its operator in, one step after the other. */
export function useEntrance() {
  const place = ref<Place>('looking');
  const problem = shallowRef<Problem>();
  const request = shallowRef<server.TerminalRequest>();
  let key: TerminalKey | undefined;
  let polling: ReturnType<typeof setTimeout> | undefined;
  /** The password just typed at sign-in, so that a forced change need not ask for it again. */
  const typedPassword = ref('');

  /** Finds out where we stand; also the way to try again. */
  async function look(): Promise<void> {
    clearTimeout(polling);
    problem.value = undefined;
    try {
      place.value = await find();
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      problem.value = error;
      place.value = 'unreachable';
    }
    if (place.value === 'waiting') polling = setTimeout(() => void look(), POLL_EVERY_MS);
  }

  async function find(): Promise<Place> {
    if (!canKeepKeys()) return 'insecure';
    if ((await server.setupState()).needed) return 'setup';
    await readPark();
    key = await loadTerminalKey();
    if (!key) return 'stranger';
    const known = await requestOf(key);
    if (!known) return 'stranger';
    request.value = known;
    switch (known.state) {
      case 'REQUESTED':
        return 'waiting';
      case 'REFUSED':
        return 'refused';
      case 'REVOKED':
        return 'revoked';
      case 'APPROVED':
        if (!(await isSignedIn())) return 'sign-in';
        return session.value?.mustChangePassword === true ? 'new-password' : 'home';
    }
  }

  /** A server that was set up anew does not know this computer any more. */
  async function requestOf(known: TerminalKey): Promise<server.TerminalRequest | undefined> {
    try {
      return await server.terminalRequest(known.terminalId);
    } catch (error) {
      if (error instanceof Problem && error.status === 404) return undefined;
      throw error;
    }
  }

  async function isSignedIn(): Promise<boolean> {
    try {
      await enter(() => undefined);
      return true;
    } catch (error) {
      if (error instanceof Problem && error.isSignedOut) return false;
      throw error;
    }
  }

  async function ask(name: string): Promise<void> {
    key = await createTerminalKey(newId(), name);
    request.value = await server.requestTerminal({
      terminalId: key.terminalId,
      name,
      publicKey: await publicKeyOf(key),
    });
    await look();
  }

  async function askAnew(): Promise<void> {
    await forgetTerminalKey();
    await look();
  }

  async function setUp(wish: SetupForm): Promise<void> {
    key = await createTerminalKey(newId(), wish.terminalName);
    await server.setUp({
      ...wish,
      zone: null,
      cutOff: null,
      currency: null,
      terminalId: key.terminalId,
      publicKey: await publicKeyOf(key),
    });
    await look();
  }

  async function signIn(operator: string, password: string): Promise<void> {
    if (!key) return;
    await server.signIn(await proof(key, 'sign-in'), operator, password);
    typedPassword.value = password;
    await look();
    if (place.value !== 'new-password') typedPassword.value = '';
  }

  async function changePassword(oldPassword: string, newPassword: string): Promise<void> {
    await server.changePassword(oldPassword, newPassword);
    typedPassword.value = '';
    session.value = undefined;
    await look();
  }

  onScopeDispose(() => {
    clearTimeout(polling);
  });
  void look();
  return {
    place,
    problem,
    request,
    typedPassword,
    look,
    ask,
    askAnew,
    setUp,
    signIn,
    changePassword,
  };
}
