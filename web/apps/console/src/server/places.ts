import { call, type Answer, type Ask } from '@shanmen/api';
import { may } from '@shanmen/ui';

export type Checkpoint = Answer<'CatalogCheckpoint'>;

export type PlacePool = Answer<'CatalogPlacePool'>;

export type Slot = Answer<'CatalogSlot'>;

export type DayPlaces = Answer<'CapacityDayPlaces'>;

/** The slot number that stands for the whole day. */
export const WHOLE_DAY = 0;

export function checkpoints(): Promise<Checkpoint[]> {
  return call('GET', '/api/catalog/checkpoints');
}

/** For pages that name checkpoints but are also for people who may not read the catalogue. */
export function checkpointsIfAllowed(): Promise<Checkpoint[]> {
  return may('catalog.view') ? checkpoints() : Promise.resolve([]);
}

export function saveCheckpoint(
  no: number,
  body: Ask<'CatalogCheckpointRequest'>,
): Promise<Checkpoint> {
  return call('PUT', `/api/catalog/checkpoints/${String(no)}`, { body, repeatable: true });
}

export function placePools(): Promise<PlacePool[]> {
  return call('GET', '/api/catalog/place-pools');
}

export function savePlacePool(
  id: string,
  body: Ask<'CatalogPlacePoolRequest'>,
): Promise<PlacePool> {
  return call('PUT', `/api/catalog/place-pools/${id}`, { body, repeatable: true });
}

/** The places of each day and slot, both days included. */
export function places(poolId: string, from: string, until: string): Promise<DayPlaces[]> {
  return call('GET', `/api/capacity/pools/${poolId}/days`, { query: { from, until } });
}

/** For every day without a number of its own. */
export function setStanding(
  poolId: string,
  body: Ask<'CapacityStandingRequest'>,
): Promise<unknown> {
  return call('PUT', `/api/capacity/pools/${poolId}`, { body, repeatable: true });
}

export function setDays(poolId: string, body: Ask<'CapacityDaysRequest'>): Promise<unknown> {
  return call('PUT', `/api/capacity/pools/${poolId}/days`, { body, repeatable: true });
}
