import { flushPromises, mount, RouterLinkStub } from '@vue/test-utils';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import RefundDesk from '../../../apps/refund/src/App.vue';
import refundZh from '../../../apps/refund/src/texts/zh-CN';
import Window from '../../../apps/window/src/App.vue';
import windowZh from '../../../apps/window/src/texts/zh-CN';
import { i18n } from '../src/language';
import { session } from '../src/session';

/** The pages of those who issue tickets, while the key token is pulled out and plugged in again. */
const LOOKS_AGAIN_MS = 5000;
const STOPPED = '[data-test="issuing-stopped"]';

let away: boolean;

function answer(path: string): Response {
  if (path.startsWith('/api/ticketing/issuing')) {
    return json(200, {
      possible: !away,
      state: away ? 'ABSENT' : 'READY',
      zh: away ? '密码令牌未插入' : '可用',
      en: away ? 'the token is not plugged in' : 'ready',
    });
  }
  return json(404, { code: 'NOT_HERE', zh: '没有', en: 'none' });
}

function json(status: number, body: unknown): Response {
  return new Response(JSON.stringify(body), { status });
}

beforeEach(() => {
  vi.useFakeTimers();
  away = true;
  i18n.global.mergeLocaleMessage('zh-CN', windowZh);
  i18n.global.mergeLocaleMessage('zh-CN', refundZh);
  session.value = undefined;
  vi.stubGlobal('fetch', (path: string) => Promise.resolve(answer(path)));
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

it.each([
  ['a window whose shift is not open', Window],
  ['the refund desk', RefundDesk],
])('is told at %s, until the token is back', async (_where, screen) => {
  const page = mount(screen, {
    global: { plugins: [i18n], stubs: { RouterLink: RouterLinkStub, RouterView: true } },
  });
  await flushPromises();
  expect(page.find(STOPPED).text()).toContain('密码令牌未插入');
  expect(page.find(STOPPED).text()).toContain('重打');

  away = false;
  await vi.advanceTimersByTimeAsync(LOOKS_AGAIN_MS);
  await flushPromises();
  expect(page.find(STOPPED).exists()).toBe(false);
  page.unmount();
});
