import { useLoad, type Loaded } from '@shanmen/ui';
import { onScopeDispose } from 'vue';

/** How often the duty desk looks for what waits. */
export const POLL_EVERY_MS = 4000;

/** Reads at once and then every few seconds. */
export function usePolled<T>(read: (signal: AbortSignal) => Promise<T>): Loaded<T> {
  const loaded = useLoad(read);
  const timer = setInterval(() => {
    if (!loaded.loading.value) void loaded.reload();
  }, POLL_EVERY_MS);
  onScopeDispose(() => {
    clearInterval(timer);
  });
  return loaded;
}
