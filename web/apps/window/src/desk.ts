import { newId, type Problem } from '@shanmen/api';
import { addDays, businessDayOf, pick, play, session, useLoad } from '@shanmen/ui';
import { computed, onScopeDispose, ref, shallowRef, watch } from 'vue';
import { OfferCounter } from './counter';
import {
  EMPTY_ENTRY,
  press as pressEntry,
  totalOf,
  type Entry,
  type EntryLine,
  type Key,
  type Refusal,
} from './entry';
import { usePrinting } from './printing';
import { useSaleQueue, type PendingSale } from './saleQueue';
import * as server from './server';

/** How often prices and places left are read again; the server decides in any case. */
export const OFFERS_EVERY_MS = 10_000;

/** How far ahead tickets are sold at the window. */
export const LIMIT_DAYS_AHEAD = 90;

const CART_STORED_AS = 'shanmen.window.cart';

/** Why the last key or sale did not do what was wanted. */
export type Trouble = { why: Refusal | 'wait-for-answer' | 'not-sold' } | { problem: Problem };

interface StoredCart {
  lines: EntryLine[];
  visitDay: string;
  cartId: string | null;
}

/** Everything behind the selling page: cart, prices, sale, paper. */
export function useDesk(handlers: { onCartReturned: (sale: PendingSale) => void }) {
  const today = ref(businessDayOf(new Date()));
  const visitDay = ref(today.value);
  const entry = shallowRef<Entry>(EMPTY_ENTRY);
  const cartId = ref<string | null>(null);
  const trouble = shallowRef<Trouble>();
  const sold = shallowRef<server.Order>();
  const printing = usePrinting();

  const offers = useLoad((signal) => server.offers(visitDay.value, signal));
  const counter = computed(() => new OfferCounter(offers.data.value ?? []));
  const byId = computed(
    () => new Map((offers.data.value ?? []).map((offer) => [offer.productId, offer])),
  );
  const totalMinor = computed(() => totalOf(entry.value, counter.value));

  const sales = useSaleQueue({
    onSold(order) {
      sold.value = order;
      play('yes');
      void printing.print(
        order.orderNo,
        order.tickets.map((ticket) => ticket.ticketNo),
        true,
      );
      void offers.reload();
    },
    onRefused(problem, sale) {
      play('no');
      trouble.value = { problem };
      giveBack(sale);
    },
    onAbandoned(sale) {
      play('look');
      trouble.value = { why: 'not-sold' };
      if (sale.operatorId === session.value?.operatorId) giveBack(sale);
    },
  });

  /** The cart of a sale that was not made is on the desk again, or beside it. */
  function giveBack(sale: PendingSale): void {
    void offers.reload();
    if (entry.value.lines.length > 0) {
      handlers.onCartReturned(sale);
      return;
    }
    visitDay.value = sale.visitDay;
    entry.value = { ...sale.entry, step: 'choose', typing: '' };
    cartId.value = sale.request.cartId;
  }

  function press(key: Key): void {
    trouble.value = undefined;
    const pressed = pressEntry(entry.value, key, counter.value);
    // The result of the last sale leaves the screen when the next one begins.
    if (pressed.entry.lines.length > 0) sold.value = undefined;
    entry.value = pressed.entry;
    switch (pressed.effect?.kind) {
      case 'sell':
        sell(pressed.effect.receivedMinor, pressed.effect.confirmed);
        break;
      case 'refuse':
        refuse({ why: pressed.effect.why });
        break;
      case 'dismiss':
        sold.value = undefined;
        break;
      case undefined:
        break;
    }
  }

  function sell(receivedMinor: number | null, confirmed: boolean): void {
    if (sales.pending.value) {
      refuse({ why: 'wait-for-answer' });
      return;
    }
    sales.submit({
      request: {
        orderId: newId(),
        lines: wanted(),
        totalMinor: totalMinor.value,
        tender: { kind: 'CASH', receivedMinor: receivedMinor ?? totalMinor.value },
        confirmed,
        cartId: cartId.value,
      },
      entry: entry.value,
      visitDay: visitDay.value,
      operatorId: session.value?.operatorId ?? '',
      operatorName: session.value?.operatorName ?? '',
    });
    clear();
  }

  function wanted(): server.WantedLine[] {
    return entry.value.lines.map((line) => ({ ...line, visitDay: visitDay.value }));
  }

  function clear(): void {
    entry.value = EMPTY_ENTRY;
    cartId.value = null;
    visitDay.value = today.value;
  }

  function refuse(why: Trouble): void {
    trouble.value = why;
    play('no');
  }

  function moveDay(days: number): void {
    const wish = days === 0 ? today.value : addDays(visitDay.value, days);
    if (wish < today.value || wish > addDays(today.value, LIMIT_DAYS_AHEAD)) return;
    visitDay.value = wish;
  }

  /** Puts a cart that was parked back on the desk. */
  function take(cart: server.Cart): void {
    const day = cart.lines[0]?.visitDay ?? today.value;
    visitDay.value = day < today.value ? today.value : day;
    entry.value = {
      ...EMPTY_ENTRY,
      lines: cart.lines.map(({ productId, quantity, slotNo }) => ({ productId, quantity, slotNo })),
      selected: cart.lines.length - 1,
    };
    cartId.value = cart.cartId;
    sold.value = undefined;
  }

  function nameOf(productId: string): string {
    const offer = byId.value.get(productId);
    return offer ? pick(offer.nameZh, offer.nameEn) : '';
  }

  // Slots and prices are the day's: another day starts with its own first slots.
  watch(visitDay, async () => {
    await offers.reload();
    entry.value = {
      ...entry.value,
      lines: entry.value.lines.map((line) => {
        const slots = counter.value.byId(line.productId)?.slots ?? [];
        const kept = slots.find((slot) => slot.slotNo === line.slotNo) ?? slots[0];
        return { ...line, slotNo: kept?.slotNo ?? null };
      }),
    };
  });

  // A reload in the middle of a sale loses nothing.
  const stored = sessionStorage.getItem(CART_STORED_AS);
  if (stored !== null) {
    const cart = JSON.parse(stored) as StoredCart;
    if (cart.visitDay >= today.value) visitDay.value = cart.visitDay;
    entry.value = { ...EMPTY_ENTRY, lines: cart.lines, selected: cart.lines.length - 1 };
    cartId.value = cart.cartId;
  }
  watch([entry, visitDay, cartId], () => {
    const cart: StoredCart = {
      lines: [...entry.value.lines],
      visitDay: visitDay.value,
      cartId: cartId.value,
    };
    if (cart.lines.length === 0) sessionStorage.removeItem(CART_STORED_AS);
    else sessionStorage.setItem(CART_STORED_AS, JSON.stringify(cart));
  });

  const timer = setInterval(() => {
    const now = businessDayOf(new Date());
    if (now !== today.value) {
      today.value = now;
      if (visitDay.value < now) visitDay.value = now;
    }
    if (!offers.loading.value) void offers.reload();
  }, OFFERS_EVERY_MS);
  onScopeDispose(() => {
    clearInterval(timer);
  });
  void printing.lookAtPrinter();

  return {
    today,
    visitDay,
    entry,
    cartId,
    trouble,
    sold,
    offers,
    byId,
    counter,
    totalMinor,
    printing,
    sales,
    press,
    moveDay,
    take,
    clear,
    wanted,
    nameOf,
  };
}

export type Desk = ReturnType<typeof useDesk>;
