import { call, type Answer } from '@shanmen/api';
import { may } from '@shanmen/ui';

export type Checkpoint = Answer<'Checkpoint'>;

export function checkpoints(): Promise<Checkpoint[]> {
  return call('GET', '/api/catalog/checkpoints');
}

/** For pages that name checkpoints but are also for people who may not read the catalogue. */
export function checkpointsIfAllowed(): Promise<Checkpoint[]> {
  return may('catalog.view') ? checkpoints() : Promise.resolve([]);
}
