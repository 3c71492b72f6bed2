import { useLoad, type Loaded } from '@shanmen/ui';
import { onScopeDispose } from 'vue';

/** Reads at once and then again and again while the page is open and seen. */
export function usePolled<T>(
  read: (signal: AbortSignal) => Promise<T>,
  everyMs: number,
): Loaded<T> {
  const loaded = useLoad(read);
  const timer = setInterval(() => {
    if (!loaded.loading.value && !document.hidden) void loaded.reload();
  }, everyMs);
  onScopeDispose(() => {
    clearInterval(timer);
  });
  return loaded;
}
