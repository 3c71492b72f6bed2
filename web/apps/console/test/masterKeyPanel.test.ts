import { i18n } from '@shanmen/ui';
import { flushPromises, mount } from '@vue/test-utils';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import MasterKeyPanel from '../src/keys/MasterKeyPanel.vue';
import en from '../src/texts/en';
import zh from '../src/texts/zh-CN';

/** The states of a master key that stop issuing, as the server names them. */
const STATES = ['EMPTY', 'ABSENT', 'PIN_WRONG', 'LOCKED', 'FULL', 'FAILING'] as const;

let state: string;

beforeEach(() => {
  i18n.global.mergeLocaleMessage('zh-CN', zh);
  i18n.global.mergeLocaleMessage('en', en);
  vi.stubGlobal('fetch', () =>
    Promise.resolve(
      new Response(
        JSON.stringify({
          possible: state === 'READY',
          state,
          zh: `状态 ${state}`,
          en: `state ${state}`,
        }),
      ),
    ),
  );
});

afterEach(() => {
  vi.unstubAllGlobals();
});

it.each(STATES)('says what to do when the master key is %s', async (away) => {
  state = away;
  const panel = mount(MasterKeyPanel, { global: { plugins: [i18n] } });
  await flushPromises();
  expect(panel.get('[data-test="master-state"]').text()).toContain(`状态 ${away}`);
  expect(panel.text()).toContain('检票、查询和退款照常');
  expect(panel.get('[data-test="master-help"]').text()).toBe(zh.keys.masterHelp[away]);
  expect(panel.find('[data-test="try-again"]').exists()).toBe(true);
  panel.unmount();
});

it('says nothing more while the master key is ready', async () => {
  state = 'READY';
  const panel = mount(MasterKeyPanel, { global: { plugins: [i18n] } });
  await flushPromises();
  expect(panel.get('[data-test="master-state"]').text()).toContain('状态 READY');
  expect(panel.find('[role="alert"]').exists()).toBe(false);
  expect(panel.find('[data-test="try-again"]').exists()).toBe(false);
  panel.unmount();
});
