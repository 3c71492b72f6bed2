import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { effectScope, type EffectScope } from 'vue';
import { EMPTY_ENTRY } from '../src/entry';
import { useSaleQueue, type PendingSale } from '../src/saleQueue';

/** What the server answers, one after the other; an Error stands for a network that is away. */
let answers: (Response | Error)[];
let sent: { orderId: string }[];
let told: string[];
let scope: EffectScope;

const sale: PendingSale = {
  request: {
    orderId: 'order-1',
    lines: [{ productId: 'a', quantity: 1, visitDay: '2026-05-01', slotNo: null }],
    totalMinor: 8000,
    tender: { kind: 'CASH', receivedMinor: 10000 },
    confirmed: false,
    cartId: null,
  },
  entry: EMPTY_ENTRY,
  visitDay: '2026-05-01',
};

function json(status: number, body: unknown): Response {
  return new Response(JSON.stringify(body), { status });
}

function queue() {
  return scope.run(() =>
    useSaleQueue({
      onSold: (order, from) => told.push(`sold ${order.orderId} ${from.request.orderId}`),
      onRefused: (problem) => told.push(`refused ${problem.code}`),
    }),
  );
}

beforeEach(() => {
  localStorage.clear();
  answers = [];
  sent = [];
  told = [];
  scope = effectScope();
  vi.useFakeTimers();
  vi.stubGlobal('fetch', (_: string, init: RequestInit) => {
    sent.push(JSON.parse(init.body as string) as { orderId: string });
    const answer = answers.shift() ?? new TypeError('away');
    return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer);
  });
});

afterEach(() => {
  scope.stop();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

it('hands over the order of a sale that was answered', async () => {
  answers = [json(200, { orderId: 'order-1' })];
  const sales = queue();
  sales?.submit(sale);
  await vi.advanceTimersByTimeAsync(0);
  expect(told).toEqual(['sold order-1 order-1']);
  expect(sales?.pending.value).toBeUndefined();
});

it('gives a refused sale back', async () => {
  answers = [json(409, { code: 'SOLD_OUT', zh: '售完', en: 'sold out' })];
  const sales = queue();
  sales?.submit(sale);
  await vi.advanceTimersByTimeAsync(0);
  expect(told).toEqual(['refused SOLD_OUT']);
  expect(sales?.pending.value).toBeUndefined();
});

it('asks again under the same id until the server answers', async () => {
  const sales = queue();
  sales?.submit(sale);
  await vi.advanceTimersByTimeAsync(5_000);
  expect(sales?.trouble.value?.isOffline).toBe(true);
  answers = [json(200, { orderId: 'order-1' })];
  await vi.advanceTimersByTimeAsync(20_000);
  expect(told).toEqual(['sold order-1 order-1']);
  expect(sent.length).toBeGreaterThan(3);
  expect(new Set(sent.map((one) => one.orderId))).toEqual(new Set(['order-1']));
});

it('keeps a sale without an answer across a reload', async () => {
  queue()?.submit(sale);
  await vi.advanceTimersByTimeAsync(2_000);
  scope.stop();
  scope = effectScope();
  answers = [json(200, { orderId: 'order-1' })];
  queue();
  await vi.advanceTimersByTimeAsync(2_000);
  expect(told).toEqual(['sold order-1 order-1']);
});

it('keeps a sale when the session has ended meanwhile', async () => {
  answers = [json(401, {})];
  const sales = queue();
  sales?.submit(sale);
  await vi.advanceTimersByTimeAsync(100);
  expect(told).toEqual([]);
  expect(sales?.pending.value?.request.orderId).toBe('order-1');
});
