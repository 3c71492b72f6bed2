import { Problem } from './problem';

/** How long a call may take before it counts as unanswered. */
export const CALL_TIMEOUT_MS = 10_000;

/** How often a call that may be repeated is tried in all, and the first pause between tries. */
export const CALL_TRIES = 3;
export const CALL_RETRY_PAUSE_MS = 250;

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

export type QueryValue = string | number | boolean | null | undefined;

export interface CallOptions {
  body?: unknown;
  query?: Record<string, QueryValue | readonly QueryValue[]>;
  timeoutMs?: number;
  signal?: AbortSignal;
  /**
   * The command carries an id of ours, so the server does it once however often it arrives. Only
   * then is an unanswered command sent again. Reading is always repeatable.
   */
  repeatable?: boolean;
  /** For what is asked before anybody is signed in: a refusal (401) is then just a refusal. */
  withoutSession?: boolean;
}

type Renewal = () => Promise<boolean>;

let renewSession: Renewal = () => Promise.resolve(false);
let renewal: Promise<boolean> | undefined;
let onSignedOut: () => void = () => undefined;

/** Tells the client how a session that has ended is renewed, and what to do where it cannot be. */
export function useSessionRenewal(renew: Renewal, signedOut: () => void): void {
  renewSession = renew;
  onSignedOut = signedOut;
}

/** Asks the server and returns the body of its answer; throws a {@link Problem} otherwise. */
export async function call<T>(method: Method, path: string, options: CallOptions = {}): Promise<T> {
  const response = await answer(method, path, options);
  if (response.status === 204) return undefined as T;
  const text = await response.text();
  return (text === '' ? undefined : JSON.parse(text)) as T;
}

/** The same for an answer that is a file: a PDF, a sheet. */
export async function callForFile(
  method: Method,
  path: string,
  options: CallOptions = {},
): Promise<Blob> {
  return (await answer(method, path, options)).blob();
}

async function answer(method: Method, path: string, options: CallOptions): Promise<Response> {
  const tries = method === 'GET' || options.repeatable === true ? CALL_TRIES : 1;
  let renewed = false;
  for (let n = 1; ; n++) {
    try {
      return await once(method, path, options);
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      if (error.isSignedOut && !renewed && options.withoutSession !== true) {
        renewed = true;
        if (await renewOnce()) {
          n--;
          continue;
        }
        onSignedOut();
        throw error;
      }
      const passing = error.isOffline || [502, 503, 504].includes(error.status);
      if (!passing || n >= tries || options.signal?.aborted === true) throw error;
      await pause(CALL_RETRY_PAUSE_MS * 2 ** (n - 1));
    }
  }
}

async function once(method: Method, path: string, options: CallOptions): Promise<Response> {
  const timeout = AbortSignal.timeout(options.timeoutMs ?? CALL_TIMEOUT_MS);
  const init: RequestInit = {
    method,
    credentials: 'same-origin',
    headers: { Accept: 'application/json, application/problem+json, */*' },
    signal: options.signal ? either(options.signal, timeout) : timeout,
  };
  if (options.body !== undefined) {
    init.body = JSON.stringify(options.body);
    init.headers = { ...init.headers, 'Content-Type': 'application/json' };
  }
  let response: Response;
  try {
    response = await fetch(path + queryString(options.query), init);
  } catch (error) {
    if (options.signal?.aborted === true) throw error;
    throw timeout.aborted ? Problem.timeout() : Problem.offline();
  }
  if (!response.ok) throw await Problem.of(response);
  return response;
}

/** Several calls may find the session ended at the same moment; they share one renewal. */
function renewOnce(): Promise<boolean> {
  renewal ??= renewSession()
    .catch(() => false)
    .finally(() => {
      renewal = undefined;
    });
  return renewal;
}

export function queryString(query: CallOptions['query']): string {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(query ?? {})) {
    for (const one of Array.isArray(value) ? value : [value]) {
      if (one !== undefined && one !== null && one !== '') parameters.append(name, String(one));
    }
  }
  const text = parameters.toString();
  return text === '' ? '' : `?${text}`;
}

/** AbortSignal.any, which the oldest browsers at the windows do not know. */
function either(a: AbortSignal, b: AbortSignal): AbortSignal {
  const controller = new AbortController();
  for (const signal of [a, b]) {
    if (signal.aborted) controller.abort(signal.reason);
    signal.addEventListener('abort', () => {
      controller.abort(signal.reason);
    });
  }
  return controller.signal;
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
