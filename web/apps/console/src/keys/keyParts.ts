/**
 * One person's part of a key backup as it stands on paper: 72 letters and digits in Crockford's
 * base 32, in groups of six. They hold a version, the backup's number, how many parts open it, the
 * part's own number, its content and a checksum; the server's BackupPart writes them. Small letters,
 * O for 0 and I or L for 1 are taken as they are meant.
 */
export const PART_LETTERS = 72;
export const GROUP_LETTERS = 6;

const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const LETTER_BITS = 5;
const VERSION = 1;
const CHECKSUM_BYTES = 6;

/** What a part tells of itself. */
export interface KeyPart {
  /** The number of its backup, as people see it. */
  backup: string;
  /** Which of the parts it is, from 1. */
  number: number;
}

/** Why what was typed is not a part: a letter that none has, too few or many, or a slip. */
export type PartFault = 'letter' | 'short' | 'long' | 'mistyped';

/** Without spaces and hyphens, in capitals, with the digits that were meant. */
export function lettersOf(typed: string): string {
  return typed
    .replace(/[\s\-‐-―－]/g, '')
    .toUpperCase()
    .replaceAll('O', '0')
    .replace(/[IL]/g, '1');
}

export function groupsOf(typed: string): string[] {
  return lettersOf(typed).match(new RegExp(`.{1,${String(GROUP_LETTERS)}}`, 'gu')) ?? [];
}

export function isGroupReadable(group: string): boolean {
  return [...group].every((letter) => ALPHABET.includes(letter));
}

/** Whether these are the last letters of a part: proof that it was noted to its end. */
export function endsWith(part: string, typed: string): boolean {
  const letters = lettersOf(typed);
  return letters.length >= GROUP_LETTERS && lettersOf(part).endsWith(letters);
}

export async function readPart(typed: string): Promise<KeyPart | PartFault> {
  const letters = lettersOf(typed);
  if (!isGroupReadable(letters)) return 'letter';
  if (letters.length !== PART_LETTERS) return letters.length < PART_LETTERS ? 'short' : 'long';
  const whole = bytesOf(letters);
  const content = whole.subarray(0, whole.length - CHECKSUM_BYTES);
  const checksum = whole.subarray(content.length);
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', content));
  const isWhole = checksum.every((byte, index) => byte === digest[index]);
  const view = new DataView(content.buffer, content.byteOffset, content.length);
  const number = view.getUint8(6);
  if (!isWhole || view.getUint8(0) !== VERSION || number === 0) return 'mistyped';
  return { backup: view.getUint32(1).toString(16).toUpperCase().padStart(8, '0'), number };
}

function bytesOf(letters: string): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array((letters.length * LETTER_BITS) / 8);
  let waiting = 0;
  let bits = 0;
  let at = 0;
  for (const letter of letters) {
    waiting = ((waiting << LETTER_BITS) | ALPHABET.indexOf(letter)) & 0xfff;
    bits += LETTER_BITS;
    if (bits >= 8) {
      bits -= 8;
      bytes[at++] = (waiting >> bits) & 0xff;
    }
  }
  return bytes;
}
