import { call, type Answer, type Ask, type OrNull } from '@shanmen/api';

export type Gate = OrNull<
  Answer<'AdmissionGateStatus'>,
  'checkpointNo' | 'seenAt' | 'mode' | 'program' | 'listAgeSeconds'
>;

export type InPark = OrNull<Answer<'AdmissionInPark'>, 'peakAt'>;

export type DayCounts = Answer<'AdmissionDayCounts'>;

export type Conflict = OrNull<
  Answer<'AdmissionConflictView'>,
  'ticketNo' | 'ticketState' | 'otherGateNo' | 'otherAt'
>;

const BASE = '/api/admission';

export function gates(): Promise<Gate[]> {
  return call('GET', `${BASE}/gates`);
}

export function describe(gateId: string, body: Ask<'AdmissionGateDescription'>): Promise<Gate> {
  return call('PUT', `${BASE}/gates/${gateId}`, { body });
}

export function order(gateId: string, body: Ask<'AdmissionModeOrder'>): Promise<Gate> {
  return call('PUT', `${BASE}/gates/${gateId}/mode`, { body });
}

export function release(
  body: Ask<'AdmissionManualReleaseRequest'>,
): Promise<Answer<'AdmissionManualRelease'>> {
  return call('POST', `${BASE}/manual-releases`, { body, repeatable: true });
}

export function inPark(): Promise<InPark> {
  return call('GET', `${BASE}/in-park`);
}

export function correct(body: Ask<'AdmissionCorrectionRequest'>): Promise<InPark> {
  return call('POST', `${BASE}/in-park/corrections`, { body, repeatable: true });
}

export function counts(day?: string): Promise<DayCounts> {
  return call('GET', `${BASE}/counts`, { query: { day } });
}

/** Newest first; `next` is null on the last page. */
export function conflicts(after?: string): Promise<{ conflicts: Conflict[]; next: string | null }> {
  return call('GET', `${BASE}/conflicts`, { query: { after, limit: 50 } });
}
