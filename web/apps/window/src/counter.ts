import { LIMIT_QUANTITY, type Article, type Counter } from './entry';
import type { Offer } from './server';

/** What is for sale on the chosen day, as the keys need it. */
export class OfferCounter implements Counter {
  private readonly letters = new Map<string, Article>();
  private readonly ids = new Map<string, Article>();

  constructor(offers: readonly Offer[]) {
    for (const offer of offers) {
      const article = articleOf(offer);
      this.ids.set(offer.productId, article);
      if (offer.hotKey !== null) this.letters.set(offer.hotKey, article);
    }
  }

  byLetter(letter: string): Article | undefined {
    return this.letters.get(letter);
  }

  byId(productId: string): Article | undefined {
    return this.ids.get(productId);
  }
}

export function isGroup(offer: Offer): boolean {
  return offer.people.least !== offer.people.most;
}

function articleOf(offer: Offer): Article {
  const slots = offer.slots.filter((slot) => slot.remaining > 0);
  return {
    productId: offer.productId,
    unitMinor: offer.unitMinor,
    least: isGroup(offer) ? offer.people.least : 1,
    most: isGroup(offer) ? offer.people.most : LIMIT_QUANTITY,
    slots,
    onSale: offer.slots.length > 0 ? slots.length > 0 : offer.remaining !== 0,
  };
}
