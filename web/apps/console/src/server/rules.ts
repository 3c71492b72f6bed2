import { call, type Answer, type OrNull } from '@shanmen/api';

/** How the park admits; capacities of 0 are no limit, times are milliseconds and minutes. */
export type Rules = Omit<Answer<'AdmissionAdmissionSettings'>, 'reentry'> & {
  reentry: OrNull<Answer<'AdmissionReentry'>, 'lastEntry' | 'proof'>;
};

export type SpecialDays = Rules['days'];

const BASE = '/api/admission/settings';

export function rules(): Promise<Rules> {
  return call('GET', BASE);
}

export function saveRules(body: Rules): Promise<Rules> {
  return call('PUT', BASE, { body, repeatable: true });
}
