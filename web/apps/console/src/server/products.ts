import { call, type Answer, type OrNull } from '@shanmen/api';

export type Names = Answer<'Names'>;

export type Price = {
  days: Answer<'ProductPrice'>['days'] | null;
  scope: OrNull<Answer<'Scope'>, 'slot' | 'channel' | 'tier'>;
} & Pick<Answer<'ProductPrice'>, 'amountMinor'>;

export type RefundStep = Answer<'RefundStep'>;

export type Span = OrNull<Answer<'Span'>, 'first' | 'last'>;

export type DayRule = Answer<'DayRule'>;

/** All that makes a ticket type what it is, as the server keeps it. */
export interface Terms {
  names: Names;
  admission: {
    people: Pick<Answer<'PeoplePerTicket'>, 'least' | 'most'>;
    validity: {
      span: Span;
      dayRule: DayRule;
      activation: Answer<'Activation'> | null;
      quota: Answer<'DayQuota'> | null;
    };
    uses: Answer<'Uses'>;
    route: OrNull<Answer<'Route'>, 'after'>;
  };
  placePoolId: string | null;
  sale: OrNull<Answer<'SaleTerms'>, 'hotKey' | 'from' | 'until' | 'eligibility'>;
  prices: Price[];
}

export type Version = Omit<Answer<'Version'>, 'terms'> & { terms: Terms };

export interface Product extends Pick<Answer<'Product'>, 'productId' | 'productNo' | 'state'> {
  current: Version | null;
  draft: Terms | null;
  draftSavedAt: string | null;
}

const BASE = '/api/catalog/products';

export function products(): Promise<Product[]> {
  return call('GET', BASE);
}

export function saveDraft(productId: string, terms: Terms): Promise<Product> {
  return call('PUT', `${BASE}/${productId}/draft`, { body: terms, repeatable: true });
}

/** Makes the draft the current version; the same version id again is the same version. */
export function publish(productId: string, versionId: string): Promise<Product> {
  return call('POST', `${BASE}/${productId}/versions`, { body: { versionId }, repeatable: true });
}

export function versions(productId: string): Promise<Version[]> {
  return call('GET', `${BASE}/${productId}/versions`);
}

export function putOnSale(productId: string): Promise<Product> {
  return call('POST', `${BASE}/${productId}/on-sale`);
}

export function takeOffSale(productId: string): Promise<Product> {
  return call('POST', `${BASE}/${productId}/off-sale`);
}

export function retire(productId: string): Promise<Product> {
  return call('POST', `${BASE}/${productId}/retirement`);
}
