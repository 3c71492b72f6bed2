import { call, type Answer, type OrNull } from '@shanmen/api';

export type Entry = OrNull<
  Answer<'IdentityEntryView'>,
  'actorId' | 'terminalId' | 'before' | 'after' | 'refusal'
>;

export type Verdict = Omit<Answer<'IdentityVerdictView'>, 'findings'> & {
  findings: OrNull<Answer<'IdentityFindingView'>, 'entryId'>[];
};

export interface Filter {
  actorId?: string;
  action?: string;
  subjectType?: string;
  subjectId?: string;
  /** Instants, ISO 8601. */
  from?: string;
  to?: string;
  refusedOnly?: boolean;
}

/** Verifying reads the whole log. */
const VERIFY_TIMEOUT_MS = 120_000;

/** Newest first; `next` is null on the last page. */
export function entries(
  filter: Filter,
  after?: number,
): Promise<{ entries: Entry[]; next: number | null }> {
  return call('GET', '/api/audit/entries', { query: { ...filter, after, limit: 50 } });
}

export function verify(): Promise<Verdict> {
  return call('POST', '/api/audit/verifications', { timeoutMs: VERIFY_TIMEOUT_MS });
}
