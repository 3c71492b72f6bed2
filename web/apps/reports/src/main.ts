import { openScreen } from '@shanmen/ui';
import App from './App.vue';
import LinesPage from './pages/LinesPage.vue';
import ReportPage from './pages/ReportPage.vue';
import './reports.css';
import en from './texts/en';
import zh from './texts/zh-CN';

void openScreen({
  root: App,
  texts: { 'zh-CN': zh, en },
  title: 'common.screens.reports',
  density: 'console',
  needsAny: ['insight.reports'],
  routes: [
    { path: '/', redirect: '/report/DAY' },
    { path: '/report/:period(DAY|WEEK|MONTH|QUARTER|YEAR)/:day?', component: ReportPage },
    { path: '/lines/:kind(SALES|REFUNDS|PASSAGES)/:from/:to', component: LinesPage },
    { path: '/:elsewhere(.*)', redirect: '/' },
  ],
});
