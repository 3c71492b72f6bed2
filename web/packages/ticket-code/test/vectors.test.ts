import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { phoneText, suiteOf, TicketCodeReader, type Reading, type ReadingKey } from '../src';
import { decodeClaims } from '../src/claims';
import { bytesOf } from '../src/suites';

interface KeyVector {
  park: number;
  number: number;
  epoch: number;
  suite: number;
  state: ReadingKey['state'];
  notAfter: string;
  seal: string;
  verify: string;
  line: string;
}
interface CodeVector {
  name: string;
  code: string;
  now: string;
  reading: Reading;
}
interface PhoneVector {
  name: string;
  suite: number;
  signed: string;
  secret: string;
  now: string;
  code: string;
}

/** The same vectors as those of the kernel, the server and the gates. */
const FILE = '../../../../kernel/src/test/resources/vectors/ticket-code.json';
const vectors = JSON.parse(readFileSync(fileURLToPath(new URL(FILE, import.meta.url)), 'utf8')) as {
  keys: KeyVector[];
  codes: CodeVector[];
  phones: PhoneVector[];
};

const reader = new TicketCodeReader(
  vectors.keys.map((key) => ({
    ...key,
    notAfter: new Date(key.notAfter),
    seal: bytesOf(key.seal),
    verify: bytesOf(key.verify),
    line: bytesOf(key.line),
  })),
);

describe('each code is read as its vector says', () => {
  it.each(vectors.codes)('$name', ({ code, now, reading }) => {
    expect(reader.read(code, new Date(now))).toEqual(reading);
  });
});

describe('a phone shows what its vector says', () => {
  it.each(vectors.phones)('$name', ({ suite, signed, secret, now, code }) => {
    const algorithms = suiteOf(suite);
    expect(
      algorithms &&
        phoneText(algorithms, { signed: bytesOf(signed), secret: bytesOf(secret) }, new Date(now)),
    ).toBe(code);
  });
});

describe('there is one encoding for one ticket', () => {
  const example = '054020000' + '0c13aa0808000000030';

  it('reads the worked example', () => {
    expect(decodeClaims(bytesOf(example))?.entitlement.heads).toBe(4);
  });

  it.each([
    ['a byte more', example + '00'],
    ['a bit after the end', example.slice(0, -1) + '1'],
    ['a byte less', example.slice(0, -2)],
    ['nothing', ''],
  ])('refuses %s', (_, bytes) => {
    expect(decodeClaims(bytesOf(bytes))).toBeUndefined();
  });
});
