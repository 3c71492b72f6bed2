import { mount, flushPromises } from '@vue/test-utils';
import { i18n, session } from '@shanmen/ui';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { defineComponent, h } from 'vue';
import { useDesk } from '../src/desk';
import PayPanel from '../src/parts/PayPanel.vue';
import zh from '../src/texts/zh-CN';

/** The window's money panel while the server fails at a sale. */
const ADULT = {
  productId: 'adult',
  nameZh: '成人票',
  nameEn: 'Adult',
  hotKey: 'A',
  unitMinor: 12000,
  people: { least: 1, most: 1 },
  slots: [],
  remaining: 10,
};

let sold: boolean;
let sales: number;

function answer(path: string): Response {
  if (path.startsWith('/api/catalog/offers')) return json(200, [ADULT]);
  if (path === '/api/ordering/sales') {
    sales++;
    return json(500, {});
  }
  if (path.endsWith('/abandonment')) return json(200, { order: sold ? order(path) : null });
  return json(404, { code: 'NOT_HERE', zh: '没有', en: 'none' });
}

function order(path: string): object {
  return {
    orderId: path.split('/')[4],
    orderNo: 1000007,
    money: { receivedMinor: 12000, changeMinor: 0 },
    tickets: [],
  };
}

function json(status: number, body: unknown): Response {
  return new Response(JSON.stringify(body), { status });
}

async function sellOneAdult() {
  const screen = mount(
    defineComponent(() => {
      const desk = useDesk({ onCartReturned: () => undefined });
      return () => h('div', [h(PayPanel, { desk }), h('button', { id: 'a', onClick: press })]);
      function press() {
        desk.press({ kind: 'letter', letter: 'A' });
        desk.press({ kind: 'enter' });
      }
    }),
    { global: { plugins: [i18n] } },
  );
  await flushPromises();
  await screen.find('#a').trigger('click');
  await vi.advanceTimersByTimeAsync(5_000);
  return screen;
}

beforeEach(() => {
  localStorage.clear();
  sessionStorage.clear();
  i18n.global.mergeLocaleMessage('zh-CN', zh);
  session.value = {
    operatorId: 'wang',
    operatorName: '王芳',
    permissions: [],
  } as unknown as NonNullable<typeof session.value>;
  sales = 0;
  vi.useFakeTimers();
  vi.stubGlobal('fetch', (path: string) => Promise.resolve(answer(path)));
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

it('a sale that was not made goes back to the desk and may be sold anew', async () => {
  sold = false;
  const screen = await sellOneAdult();
  expect(screen.text()).toContain('这一单还没有收到服务器的回应');

  await screen.find('[data-test="ask-sale"]').trigger('click');
  await flushPromises();

  expect(screen.text()).toContain('没有成交');
  expect(screen.text()).toContain('应收');
  expect(screen.text()).toContain('120.00');
  const tried = sales;
  await vi.advanceTimersByTimeAsync(60_000);
  expect(sales).toBe(tried);
  screen.unmount();
});

it('a sale that had been made is shown as sold', async () => {
  sold = true;
  const screen = await sellOneAdult();
  await screen.find('[data-test="ask-sale"]').trigger('click');
  await flushPromises();
  expect(screen.text()).toContain('已出票');
  expect(screen.text()).toContain('订单 1000007');
  screen.unmount();
});
