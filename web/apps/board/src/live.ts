import { currentSession, openStream } from '@shanmen/api';
import { computed, onScopeDispose, ref, shallowRef } from 'vue';
import { LIVE, type Board, type BoardDelta } from './server';

/** The server speaks every two or three seconds; after this silence the board counts as old. */
export const STALE_AFTER_MS = 10_000;

const LOOK_EVERY_MS = 1000;

/** How the board on the screen stands to the park. */
export type Liveness = 'connecting' | 'live' | 'stale' | 'reconnecting';

/** Follows the live board for as long as the screen is open. */
export function useLiveBoard() {
  const board = shallowRef<Board>();
  /** Undefined until the first connection stands or has failed. */
  const open = ref<boolean>();
  const heardAt = ref(0);
  const now = ref(Date.now());

  const liveness = computed<Liveness>(() => {
    if (open.value === undefined) return 'connecting';
    if (!open.value) return 'reconnecting';
    return now.value - heardAt.value > STALE_AFTER_MS ? 'stale' : 'live';
  });

  function hear(next: Board | undefined): void {
    board.value = next;
    heardAt.value = Date.now();
  }

  const close = openStream(LIVE, {
    on: {
      snapshot: (data) => {
        hear(data as Board);
      },
      delta: (data) => {
        if (board.value) hear({ ...board.value, ...(data as BoardDelta) });
      },
    },
    onState: (isOpen) => {
      open.value = isOpen;
      heardAt.value = Date.now();
    },
    // Renews the session by the terminal's key: the stream ends with the session.
    beforeReconnect: async () => {
      await currentSession();
    },
  });
  const timer = setInterval(() => (now.value = Date.now()), LOOK_EVERY_MS);
  onScopeDispose(() => {
    close();
    clearInterval(timer);
  });
  return { board, liveness };
}
