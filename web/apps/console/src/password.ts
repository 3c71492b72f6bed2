/** Letters and digits that nobody takes for one another when read out or copied by hand. */
const ALPHABET = 'abcdefghjkmnpqrstuvwxyz23456789';

/** Three groups of four: about 59 bits, to be replaced by the operator at the first sign-in. */
const GROUPS = 3;
const GROUP_LENGTH = 4;

/** A first password, made here and shown once. */
export function firstPassword(): string {
  return Array.from({ length: GROUPS }, group).join('-');
}

function group(): string {
  return Array.from({ length: GROUP_LENGTH }, letter).join('');
}

function letter(): string {
  const limit = 256 - (256 % ALPHABET.length);
  for (;;) {
    const byte = crypto.getRandomValues(new Uint8Array(1))[0] ?? limit;
    if (byte < limit) return ALPHABET.charAt(byte % ALPHABET.length);
  }
}
