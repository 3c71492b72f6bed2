import { Problem } from '@shanmen/api';
import { onScopeDispose, shallowRef, type ShallowRef } from 'vue';

/** Something read from the server: what is known, whether it is being read, and what went wrong. */
export interface Loaded<T> {
  readonly data: ShallowRef<T | undefined>;
  readonly problem: ShallowRef<Problem | undefined>;
  readonly loading: ShallowRef<boolean>;
  /** Reads again. What is shown stays until the new answer is here; only the last reading counts. */
  reload: () => Promise<void>;
}

/** Reads at once and on each `reload`. A page shows it with LoadPanel. */
export function useLoad<T>(read: (signal: AbortSignal) => Promise<T>): Loaded<T> {
  const data = shallowRef<T>();
  const problem = shallowRef<Problem>();
  const loading = shallowRef(false);
  let controller: AbortController | undefined;

  async function reload(): Promise<void> {
    controller?.abort();
    const mine = new AbortController();
    controller = mine;
    loading.value = true;
    try {
      const answer = await read(mine.signal);
      if (mine.signal.aborted) return;
      data.value = answer;
      problem.value = undefined;
    } catch (error) {
      if (mine.signal.aborted) return;
      if (!(error instanceof Problem)) throw error;
      problem.value = error;
    } finally {
      if (controller === mine) loading.value = false;
    }
  }

  onScopeDispose(() => controller?.abort());
  void reload();
  return { data, problem, loading, reload };
}
