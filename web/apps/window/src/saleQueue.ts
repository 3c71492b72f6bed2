import { Problem } from '@shanmen/api';
import { onScopeDispose, ref, shallowRef } from 'vue';
import type { Entry } from './entry';
import * as server from './server';

/** A sale that was sent and not answered yet, with the cart that it came from. */
export interface PendingSale {
  request: server.SaleRequest;
  entry: Entry;
  visitDay: string;
}

export interface SaleHandlers {
  onSold: (order: server.Order, sale: PendingSale) => void;
  onRefused: (problem: Problem, sale: PendingSale) => void;
}

export const FIRST_PAUSE_MS = 1000;
export const LONGEST_PAUSE_MS = 10_000;

const STORED_AS = 'shanmen.window.unanswered-sale';

/**
 * Sends sales, one at a time. A sale without an answer is never given up and never sent under
 * another id: it is kept in this browser, across reloads and sign-ins, and asked again until the
 * server says sold or refused. So nobody pays twice and no ticket is lost.
 */
export function useSaleQueue(handlers: SaleHandlers) {
  const pending = shallowRef<PendingSale | undefined>(stored());
  /** Why the last try was not answered; undefined while the first tries are under way. */
  const trouble = shallowRef<Problem>();
  const trying = ref(false);
  let pauseMs = FIRST_PAUSE_MS;
  let timer: ReturnType<typeof setTimeout> | undefined;

  function submit(sale: PendingSale): void {
    pending.value = sale;
    localStorage.setItem(STORED_AS, JSON.stringify(sale));
    pauseMs = FIRST_PAUSE_MS;
    void attempt();
  }

  async function attempt(): Promise<void> {
    const sale = pending.value;
    if (!sale || trying.value) return;
    clearTimeout(timer);
    trying.value = true;
    try {
      const order = await server.sell(sale.request);
      settle();
      handlers.onSold(order, sale);
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      if (error.isOutcomeUnknown || error.isSignedOut) {
        trouble.value = error;
        timer = setTimeout(() => void attempt(), pauseMs);
        pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE_MS);
      } else {
        settle();
        handlers.onRefused(error, sale);
      }
    } finally {
      trying.value = false;
    }
  }

  function settle(): void {
    pending.value = undefined;
    trouble.value = undefined;
    localStorage.removeItem(STORED_AS);
  }

  function onOnline(): void {
    void attempt();
  }

  window.addEventListener('online', onOnline);
  onScopeDispose(() => {
    clearTimeout(timer);
    window.removeEventListener('online', onOnline);
  });
  void attempt();
  return { pending, trouble, trying, submit, retryNow: attempt };
}

function stored(): PendingSale | undefined {
  const text = localStorage.getItem(STORED_AS);
  return text === null ? undefined : (JSON.parse(text) as PendingSale);
}
