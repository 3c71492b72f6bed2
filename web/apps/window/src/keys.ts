import type { Key } from './entry';

/** What the function keys open; they keep clear of the browser's own F3, F5, F11 and F12. */
export type Command =
  'help' | 'find' | 'park' | 'recall' | 'recent' | 'shift' | 'day-before' | 'day-after' | 'today';

const COMMANDS: Record<string, Command> = {
  F1: 'help',
  F2: 'find',
  F4: 'park',
  F6: 'recall',
  F7: 'recent',
  F10: 'shift',
  PageUp: 'day-before',
  PageDown: 'day-after',
  Home: 'today',
};

const ENTRY_KEYS: Record<string, Key> = {
  F9: { kind: 'pay' },
  Escape: { kind: 'escape' },
  Backspace: { kind: 'backspace' },
  Delete: { kind: 'delete' },
  ArrowUp: { kind: 'up' },
  ArrowDown: { kind: 'down' },
  ArrowLeft: { kind: 'left' },
  ArrowRight: { kind: 'right' },
};

export function commandOf(event: KeyboardEvent): Command | undefined {
  return hasModifier(event) ? undefined : COMMANDS[event.key];
}

/** Keys that no scanner types and that act at once. */
export function entryKeyOf(event: KeyboardEvent): Key | undefined {
  return hasModifier(event) ? undefined : ENTRY_KEYS[event.key];
}

/** A character or Enter as a scanner may type it too; goes through the wedge. */
export function typedOf(event: KeyboardEvent): string | undefined {
  if (hasModifier(event) || event.isComposing) return undefined;
  return event.key === 'Enter' || event.key.length === 1 ? event.key : undefined;
}

/** What the wedge gave on as typed by a person. */
export function keyOfTyped(character: string): Key | undefined {
  if (character === 'Enter') return { kind: 'enter' };
  if (/^[a-z]$/i.test(character)) return { kind: 'letter', letter: character.toUpperCase() };
  if (/^\d$/.test(character)) return { kind: 'digit', digit: character };
  if (character === '+') return { kind: 'pay' };
  if (character === '.' || character === '。') return { kind: 'point' };
  return undefined;
}

function hasModifier(event: KeyboardEvent): boolean {
  return event.ctrlKey || event.altKey || event.metaKey;
}
