/**
 * Tells a scanner from fingers. A scanner is a keyboard that types very fast and ends with Enter;
 * its text must not be taken for letters and quantities. Keys are held back for one gap, far below
 * what a person notices, and given on as typed unless a burst follows.
 */

/** Between two keys of a scanner; people take longer. */
export const SCAN_GAP_MS = 35;

/** A burst of fewer characters is a person with quick fingers. */
export const SCAN_MIN_CHARACTERS = 8;

export interface WedgeHandlers {
  /** A key typed by a person: one character, or `Enter`. */
  onKey: (key: string) => void;
  /** The text of a scanned code. */
  onScan: (text: string) => void;
}

export class Wedge {
  private burst = '';
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly handlers: WedgeHandlers) {}

  /** Takes a printable character or `Enter`, in the order of typing. */
  take(key: string): void {
    clearTimeout(this.timer);
    if (key === 'Enter') {
      this.end(true);
      return;
    }
    this.burst += key;
    this.timer = setTimeout(() => {
      this.end(false);
    }, SCAN_GAP_MS);
  }

  /** Gives on at once what is held back: before a key that no scanner types. */
  flush(): void {
    clearTimeout(this.timer);
    this.end(false);
  }

  private end(byEnter: boolean): void {
    const text = this.burst;
    this.burst = '';
    if (text.length >= SCAN_MIN_CHARACTERS) {
      this.handlers.onScan(text);
      return;
    }
    for (const character of text) this.handlers.onKey(character);
    if (byEnter) this.handlers.onKey('Enter');
  }
}
