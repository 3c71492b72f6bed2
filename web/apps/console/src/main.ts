import { openScreen } from '@shanmen/ui';
import App from './App.vue';
import './console.css';
import { firstPage, PAGES } from './pages';
import en from './texts/en';
import zh from './texts/zh-CN';

void openScreen({
  root: App,
  texts: { 'zh-CN': zh, en },
  title: 'common.screens.console',
  density: 'console',
  needsAny: PAGES.flatMap((page) => page.needsAny),
  routes: [
    { path: '/', redirect: () => firstPage()?.path ?? PAGES[0].path },
    ...PAGES.map(({ path, component }) => ({ path, component })),
    { path: '/:elsewhere(.*)', redirect: '/' },
  ],
});
