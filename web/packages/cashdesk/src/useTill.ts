import { useLoad } from '@shanmen/ui';
import { computed, onScopeDispose } from 'vue';
import * as server from './server';

/** How often a till that waits for somebody else is looked at. */
const POLL_EVERY_MS = 3000;

/** How often a till that sells is looked at: for the drawer's limit. */
const LOOK_EVERY_MS = 20_000;

const WAITS: readonly server.TillState[] = ['FLOAT_REQUESTED', 'AWAITING_ACCEPTANCE'];

/** The caller's till, read again by itself while it waits for another person. */
export function useTill() {
  const till = useLoad(() => server.till());
  const state = computed(() => till.data.value?.state);
  let lookedAt = Date.now();

  const timer = setInterval(() => {
    const waits = state.value !== undefined && WAITS.includes(state.value);
    if (till.loading.value || (!waits && Date.now() - lookedAt < LOOK_EVERY_MS)) return;
    lookedAt = Date.now();
    void till.reload();
  }, POLL_EVERY_MS);
  onScopeDispose(() => {
    clearInterval(timer);
  });

  return till;
}
