/** Server-sent events that come back by themselves. */

export const STREAM_FIRST_PAUSE_MS = 500;
export const STREAM_LONGEST_PAUSE_MS = 15_000;

/** Without any message for this long a stream counts as dead, even where the socket still stands. */
export const STREAM_SILENCE_MS = 45_000;

export interface StreamHandlers {
  /** One handler per event name. */
  on: Record<string, (data: unknown) => void>;
  /** Told on each change: true as soon as the stream stands, false when it is lost. */
  onState?: (open: boolean) => void;
  /** Asked before each new attempt: the place to renew a session or to read a fresh snapshot. */
  beforeReconnect?: () => Promise<void>;
}

/** Opens a stream and keeps it open until the returned function is called. */
export function openStream(path: string, handlers: StreamHandlers): () => void {
  let source: EventSource | undefined;
  let pauseMs = STREAM_FIRST_PAUSE_MS;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let silence: ReturnType<typeof setTimeout> | undefined;
  let closed = false;
  let open = false;

  function setOpen(now: boolean): void {
    if (open === now) return;
    open = now;
    handlers.onState?.(now);
  }

  function heard(): void {
    clearTimeout(silence);
    silence = setTimeout(lost, STREAM_SILENCE_MS);
  }

  function connect(): void {
    if (closed) return;
    source = new EventSource(path, { withCredentials: true });
    heard();
    source.onopen = () => {
      pauseMs = STREAM_FIRST_PAUSE_MS;
      heard();
      setOpen(true);
    };
    source.onerror = lost;
    source.addEventListener('heartbeat', heard);
    for (const [name, handle] of Object.entries(handlers.on)) {
      source.addEventListener(name, (event: MessageEvent<string>) => {
        heard();
        handle(JSON.parse(event.data));
      });
    }
  }

  function lost(): void {
    source?.close();
    clearTimeout(silence);
    setOpen(false);
    if (closed) return;
    clearTimeout(timer);
    timer = setTimeout(() => void reconnect(), pauseMs * (0.75 + Math.random() / 2));
    pauseMs = Math.min(pauseMs * 2, STREAM_LONGEST_PAUSE_MS);
  }

  async function reconnect(): Promise<void> {
    await handlers.beforeReconnect?.().catch(() => undefined);
    connect();
  }

  connect();
  return () => {
    closed = true;
    clearTimeout(timer);
    clearTimeout(silence);
    source?.close();
    setOpen(false);
  };
}
