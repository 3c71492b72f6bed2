import { nextTick, watch, type Ref, type WatchSource } from 'vue';

/** Puts the focus where the next step begins (`data-focus`), so that the keyboard is enough. */
export function useFocusOn(step: WatchSource, within: Readonly<Ref<HTMLElement | null>>): void {
  watch(step, async () => {
    await nextTick();
    within.value?.querySelector<HTMLElement>('[data-focus]')?.focus();
  });
}
