import type { components } from './generated/schema';

type Schemas = components['schemas'];

/**
 * A record of the server by its name in the API's description, which is the module's and the
 * record's. A server test writes and checks the description: what the server changes, the compiler
 * finds here.
 */
export type Schema<Name extends keyof Schemas> = Schemas[Name];

/** A body that the server sends. */
export type Answer<Name extends keyof Schemas> = Schema<Name>;

/** A body that the server takes. */
export type Ask<Name extends keyof Schemas> = Schema<Name>;

/** As `T`, with some fields that may be null. */
export type OrNull<T, Keys extends keyof T> = Omit<T, Keys> & { [Key in Keys]: T[Key] | null };
