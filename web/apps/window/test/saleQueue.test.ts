import { session } from '@shanmen/ui';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { effectScope, type EffectScope } from 'vue';
import { EMPTY_ENTRY } from '../src/entry';
import { useSaleQueue, type PendingSale } from '../src/saleQueue';

/** What the server answers, one after the other; an Error stands for a network that is away. */
let answers: (Response | Error)[];
let sent: { path: string; orderId?: string }[];
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
  operatorId: 'wang',
  operatorName: '王芳',
};

function json(status: number, body: unknown): Response {
  return new Response(JSON.stringify(body), { status });
}

function signIn(operatorId: string): void {
  session.value = { operatorId } as NonNullable<typeof session.value>;
}

function queue() {
  return scope.run(() =>
    useSaleQueue({
      onSold: (order, from) => told.push(`sold ${order.orderId} ${from.request.orderId}`),
      onRefused: (problem) => told.push(`refused ${problem.code}`),
      onAbandoned: (from) => told.push(`not sold ${from.request.orderId}`),
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
  signIn('wang');
  vi.stubGlobal('fetch', (path: string, init: RequestInit) => {
    const body = JSON.parse((init.body as string | undefined) ?? '{}') as { orderId?: string };
    sent.push({ path, ...body });
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

it('ends a sale at which the server fails again and again by asking for it', async () => {
  answers = Array.from({ length: 3 }, () => json(500, {}));
  const sales = queue();
  sales?.submit(sale);
  await vi.advanceTimersByTimeAsync(4_000);
  expect(sales?.trouble.value?.status).toBe(500);

  answers = [json(200, { order: null })];
  await sales?.ask();
  expect(sent.at(-1)?.path).toBe('/api/ordering/orders/order-1/abandonment');
  expect(told).toEqual(['not sold order-1']);
  const calls = sent.length;
  await vi.advanceTimersByTimeAsync(60_000);
  expect(sent.length).toBe(calls);
});

it('hands over what had been sold after all', async () => {
  answers = [json(500, {}), json(200, { order: { orderId: 'order-1' } })];
  const sales = queue();
  sales?.submit(sale);
  await vi.advanceTimersByTimeAsync(100);
  await sales?.ask();
  expect(told).toEqual(['sold order-1 order-1']);
});

it('goes on trying while the question has no answer either', async () => {
  const sales = queue();
  sales?.submit(sale);
  await vi.advanceTimersByTimeAsync(3_000);
  const asked = sales?.ask();
  await vi.advanceTimersByTimeAsync(3_000);
  await asked;
  expect(sales?.pending.value?.request.orderId).toBe('order-1');
  answers = [json(200, { orderId: 'order-1' })];
  await vi.advanceTimersByTimeAsync(20_000);
  expect(told).toEqual(['sold order-1 order-1']);
});

it('is told once where an answer comes while it is asked for', async () => {
  let answerSale: (response: Response) => void = () => undefined;
  vi.stubGlobal('fetch', (path: string) =>
    path.endsWith('/abandonment')
      ? Promise.resolve(json(200, { order: { orderId: 'order-1' } }))
      : new Promise<Response>((resolve) => (answerSale = resolve)),
  );
  const sales = queue();
  sales?.submit(sale);
  await sales?.ask();
  answerSale(json(200, { orderId: 'order-1' }));
  await vi.advanceTimersByTimeAsync(100);
  expect(told).toEqual(['sold order-1 order-1']);
});

it('is not sent in the name of another person, who can only ask', async () => {
  answers = [json(500, {})];
  queue()?.submit(sale);
  await vi.advanceTimersByTimeAsync(100);
  scope.stop();
  scope = effectScope();
  sent = [];
  signIn('li');
  const sales = queue();
  await vi.advanceTimersByTimeAsync(30_000);
  expect(sent).toEqual([]);
  expect(sales?.isOfAnother.value).toBe(true);
  answers = [json(200, { order: null })];
  await sales?.ask();
  expect(told).toEqual(['not sold order-1']);
});

it('is answered to the page that is open, and to no other', async () => {
  const waiting: ((response: Response) => void)[] = [];
  vi.stubGlobal('fetch', () => new Promise<Response>((resolve) => waiting.push(resolve)));
  queue()?.submit(sale);
  scope.stop();
  scope = effectScope();
  queue();
  waiting.forEach((answerSale) => {
    answerSale(json(200, { orderId: 'order-1' }));
  });
  await vi.advanceTimersByTimeAsync(100);
  expect(told).toEqual(['sold order-1 order-1']);
});
