import { call, type Answer } from '@shanmen/api';

export type Health = Answer<'InsightHealth'>;

export function health(): Promise<Health> {
  return call('GET', '/api/insight/health');
}
