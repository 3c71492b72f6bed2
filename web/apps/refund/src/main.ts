import { cashTexts } from '@shanmen/cashdesk';
import { may, openScreen } from '@shanmen/ui';
import App from './App.vue';
import DeskPage from './pages/DeskPage.vue';
import QueuePage from './pages/QueuePage.vue';
import ShiftPage from './pages/ShiftPage.vue';
import en from './texts/en';
import zh from './texts/zh-CN';

void openScreen({
  root: App,
  texts: { 'zh-CN': { ...zh, ...cashTexts['zh-CN'] }, en: { ...en, ...cashTexts.en } },
  title: 'common.screens.refund',
  needsAny: [
    'aftersales.request',
    'aftersales.approve',
    'aftersales.approve-any',
    'aftersales.execute',
  ],
  routes: [
    { path: '/', redirect: () => (may('aftersales.request') ? '/desk' : '/queue') },
    { path: '/desk', component: DeskPage },
    { path: '/queue', component: QueuePage },
    { path: '/shift', component: ShiftPage },
  ],
});
