import { call, openStream, type Schema } from '@shanmen/api';
import { onScopeDispose, shallowRef } from 'vue';

export type Board = Schema<'InsightBoard'>;

/** The live board: all of it first, then the parts that change. */
export function useBoard() {
  const board = shallowRef<Board>();
  const live = shallowRef(false);

  /** A part that has not changed is null in an update. */
  function take(update: unknown): void {
    const changed = Object.entries(update as Board).filter(([, part]) => part !== null);
    board.value = { ...board.value, ...Object.fromEntries(changed) } as Board;
  }

  const close = openStream('/api/insight/live', {
    on: { snapshot: take, delta: take },
    onState: (open) => (live.value = open),
    // Asking for the whole board renews the session too, where it has fallen asleep.
    beforeReconnect: async () => {
      take(await call<Board>('GET', '/api/insight/board'));
    },
  });
  onScopeDispose(close);
  return { board, live };
}
