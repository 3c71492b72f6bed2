import { call, type Answer, type OrNull } from '@shanmen/api';

export type Names = Answer<'CatalogNames'>;

export type Price = {
  days: Answer<'CatalogProductPrice'>['days'] | null;
  scope: OrNull<Answer<'PricingScope'>, 'slot' | 'channel' | 'tier'>;
} & Pick<Answer<'CatalogProductPrice'>, 'amountMinor'>;

export type RefundStep = Answer<'CatalogRefundStep'>;

export type Span = OrNull<Answer<'ValiditySpan'>, 'first' | 'last'>;

export type DayRule = Answer<'ValidityDayRule'>;

/** All that makes a ticket type what it is, as the server keeps it. */
export interface Terms {
  names: Names;
  admission: {
    people: Pick<Answer<'CatalogPeoplePerTicket'>, 'least' | 'most'>;
    validity: {
      span: Span;
      dayRule: DayRule;
      activation: Answer<'ValidityActivation'> | null;
      quota: Answer<'ValidityDayQuota'> | null;
    };
    uses: Answer<'ValidityUses'>;
    route: OrNull<Answer<'ValidityRoute'>, 'after'>;
  };
  placePoolId: string | null;
  sale: OrNull<Answer<'CatalogSaleTerms'>, 'hotKey' | 'from' | 'until' | 'eligibility'>;
  prices: Price[];
}

export type Version = Omit<Answer<'CatalogVersion'>, 'terms'> & { terms: Terms };

export interface Product extends Pick<
  Answer<'CatalogProduct'>,
  'productId' | 'productNo' | 'state'
> {
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
