import { describe, expect, it } from 'vitest';
import { endsWith, groupsOf, isGroupReadable, PART_LETTERS, readPart } from '../src/keys/keyParts';

/** Written by the server's BackupPart: part 2 of backup 1F2E3D4C, its content the bytes 0 to 31. */
const PART = '04FJWF-AC0810-00820C-20A1G7-104GM2-RC1M70-Y40H28-9H858P-2WC1J6-GV3GEH-W7S63F-FK8PGY';

describe('a part of a key backup', () => {
  it('tells its backup and its number', async () => {
    expect(await readPart(PART)).toEqual({ backup: '1F2E3D4C', number: 2 });
  });

  it('is taken in small letters, without its hyphens, and with the letters it may be confused by', async () => {
    const asTyped = PART.toLowerCase().replaceAll('-', ' ').replaceAll('0', 'o').replace('1', 'l');
    expect(await readPart(` ${asTyped}\n`)).toEqual({ backup: '1F2E3D4C', number: 2 });
    expect(await readPart(PART.replaceAll('-', ''))).toEqual({ backup: '1F2E3D4C', number: 2 });
  });

  it('is refused after each single slip', async () => {
    const letters = PART.replaceAll('-', '');
    for (let at = 0; at < PART_LETTERS; at++) {
      const other = letters.charAt(at) === 'Z' ? 'Y' : 'Z';
      const slip = letters.slice(0, at) + other + letters.slice(at + 1);
      expect(await readPart(slip), `letter ${String(at + 1)}`).toBe('mistyped');
    }
  });

  it('says whether letters lack, are too many, or are none that a part has', async () => {
    expect(await readPart('')).toBe('short');
    expect(await readPart(PART.slice(0, -1))).toBe('short');
    expect(await readPart(`${PART}A`)).toBe('long');
    expect(await readPart(PART.replace(/.$/, 'U'))).toBe('letter');
    expect(await readPart('密钥')).toBe('letter');
  });

  it('shows in groups of six where a letter is none', () => {
    const groups = groupsOf('abcdef-12345u 7');
    expect(groups).toEqual(['ABCDEF', '12345U', '7']);
    expect(groups.map(isGroupReadable)).toEqual([true, false, true]);
  });

  it('is noted by whoever knows its last group', () => {
    const last = PART.slice(-6);
    expect(endsWith(PART, ` ${last.toLowerCase()} `)).toBe(true);
    expect(endsWith(PART, PART)).toBe(true);
    expect(endsWith(PART, last.slice(1))).toBe(false);
    expect(endsWith(PART, PART.slice(0, 6))).toBe(false);
    expect(endsWith(PART, '')).toBe(false);
  });
});
