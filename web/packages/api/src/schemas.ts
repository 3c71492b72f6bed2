import type { components } from './generated/schema';

type Schemas = components['schemas'];

type Whole<T> = T extends readonly (infer Element)[]
  ? Whole<Element>[]
  : T extends object
    ? { [Key in keyof T]-?: Whole<T[Key]> }
    : T;

/** A body that the server sends, by its name in the OpenAPI description: every field is there. */
export type Answer<Name extends keyof Schemas> = Whole<Schemas[Name]>;

/** A body that the server takes. */
export type Ask<Name extends keyof Schemas> = Schemas[Name];

/** As `T`, with some fields that may be null; the description does not say which. */
export type OrNull<T, Keys extends keyof T> = Omit<T, Keys> & { [Key in Keys]: T[Key] | null };
