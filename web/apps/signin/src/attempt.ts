import { Problem } from '@shanmen/api';
import { ref, shallowRef } from 'vue';

/** A step that may be refused: whether it is under way, and why it did not work. */
export function useAttempt() {
  const busy = ref(false);
  const problem = shallowRef<Problem>();

  async function attempt(step: () => Promise<void>): Promise<void> {
    if (busy.value) return;
    busy.value = true;
    problem.value = undefined;
    try {
      await step();
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      problem.value = error;
    } finally {
      busy.value = false;
    }
  }

  return { busy, problem, attempt };
}
