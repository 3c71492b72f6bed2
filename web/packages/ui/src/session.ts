import { currentSession, Problem, renewByProof, signOut, useSessionRenewal } from '@shanmen/api';
import type { Session } from '@shanmen/api';
import { computed, shallowRef } from 'vue';

/** Who is signed in; undefined on the sign-in page itself. */
export const session = shallowRef<Session>();

/** Whether the operator's roles allow something, such as `ordering.sell`. The server asks again. */
export function may(permission: string): boolean {
  return session.value?.permissions.includes(permission) === true;
}

export function mayAny(permissions: readonly string[]): boolean {
  return permissions.some(may);
}

export const isSignedIn = computed(() => session.value !== undefined);

/**
 * Reads who is signed in, renewing the session by the terminal's key if need be.
 *
 * @param signedOut what to do when, now or later, nobody is
 */
export async function enter(signedOut: () => void = goToSignIn): Promise<void> {
  useSessionRenewal(renewByProof, signedOut);
  session.value = await currentSession();
}

export function goToSignIn(): void {
  const back = location.pathname + location.hash;
  location.assign(`/signin/?back=${encodeURIComponent(back)}`);
}

export async function leave(): Promise<void> {
  try {
    await signOut();
  } catch (error) {
    // Somebody whose session has already ended is signed out.
    if (!(error instanceof Problem)) throw error;
    if (!error.isSignedOut) throw error;
  }
  location.assign('/signin/');
}
