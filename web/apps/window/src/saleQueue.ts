import { Problem } from '@shanmen/api';
import { session } from '@shanmen/ui';
import { computed, onScopeDispose, ref, shallowRef } from 'vue';
import type { Entry } from './entry';
import * as server from './server';

/** A sale that was sent and not answered yet, with the cart that it came from. */
export interface PendingSale {
  request: server.SaleRequest;
  entry: Entry;
  visitDay: string;
  /** Who took the money. */
  operatorId: string;
  operatorName: string;
}

export interface SaleHandlers {
  onSold: (order: server.Order, sale: PendingSale) => void;
  onRefused: (problem: Problem, sale: PendingSale) => void;
  /** It was not sold and never will be: the money is the visitor's, or a new sale's. */
  onAbandoned: (sale: PendingSale) => void;
}

export const FIRST_PAUSE_MS = 1000;
export const LONGEST_PAUSE_MS = 10_000;

const STORED_AS = 'shanmen.window.unanswered-sale';

/**
 * Sends sales, one at a time. A sale without an answer is never given up and never sent under
 * another id: it is kept in this browser, across reloads and sign-ins, and asked again until the
 * server says sold or refused. So nobody pays twice and no ticket is lost.
 *
 * If the server fails at this sale again and again, the cashier may ask what became of it. That ends
 * it: it was sold, or it never will be. Another person at this computer can only ask: sent in their
 * name it would be another sale, in another shift.
 */
export function useSaleQueue(handlers: SaleHandlers) {
  const pending = shallowRef<PendingSale | undefined>(stored());
  /** Why the last try was not answered; undefined while the first tries are under way. */
  const trouble = shallowRef<Problem>();
  const trying = ref(false);
  const asking = ref(false);
  const isOfAnother = computed(
    () => pending.value !== undefined && pending.value.operatorId !== session.value?.operatorId,
  );
  let pauseMs = FIRST_PAUSE_MS;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let gone = false;

  function submit(sale: PendingSale): void {
    pending.value = sale;
    localStorage.setItem(STORED_AS, JSON.stringify(sale));
    pauseMs = FIRST_PAUSE_MS;
    void attempt();
  }

  async function attempt(): Promise<void> {
    const sale = pending.value;
    if (!sale || trying.value || asking.value || isOfAnother.value) return;
    clearTimeout(timer);
    trying.value = true;
    try {
      const order = await server.sell(sale.request);
      if (!concerns(sale)) return;
      settle();
      handlers.onSold(order, sale);
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      if (!concerns(sale)) return;
      if (error.isOutcomeUnknown || error.isSignedOut) {
        tryLater(error);
      } else {
        settle();
        handlers.onRefused(error, sale);
      }
    } finally {
      trying.value = false;
    }
  }

  /** Ends the sale by asking what became of it; tried again only if the question has no answer. */
  async function ask(): Promise<void> {
    const sale = pending.value;
    if (!sale || asking.value) return;
    clearTimeout(timer);
    asking.value = true;
    try {
      const { order } = await server.abandonSale(sale.request.orderId);
      if (!concerns(sale)) return;
      settle();
      if (order) handlers.onSold(order, sale);
      else handlers.onAbandoned(sale);
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      if (concerns(sale)) tryLater(error);
    } finally {
      asking.value = false;
    }
  }

  /** False once the sale has been settled, or this page has gone and the next one asks. */
  function concerns(sale: PendingSale): boolean {
    return !gone && pending.value === sale;
  }

  function tryLater(why: Problem): void {
    trouble.value = why;
    timer = setTimeout(() => void attempt(), pauseMs);
    pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE_MS);
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
    gone = true;
    clearTimeout(timer);
    window.removeEventListener('online', onOnline);
  });
  void attempt();
  return { pending, trouble, trying, asking, isOfAnother, submit, retryNow: attempt, ask };
}

function stored(): PendingSale | undefined {
  const text = localStorage.getItem(STORED_AS);
  return text === null ? undefined : (JSON.parse(text) as PendingSale);
}
