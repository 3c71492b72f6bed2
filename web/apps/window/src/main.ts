import { cashTexts } from '@shanmen/cashdesk';
import { openScreen } from '@shanmen/ui';
import App from './App.vue';
import en from './texts/en';
import zh from './texts/zh-CN';

void openScreen({
  root: App,
  texts: { 'zh-CN': { ...zh, ...cashTexts['zh-CN'] }, en: { ...en, ...cashTexts.en } },
  title: 'common.screens.window',
  density: 'window',
  needsAny: ['ordering.sell'],
});
