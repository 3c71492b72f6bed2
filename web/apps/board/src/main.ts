import { openScreen } from '@shanmen/ui';
import App from './App.vue';
import en from './texts/en';
import zh from './texts/zh-CN';

void openScreen({
  root: App,
  texts: { 'zh-CN': zh, en },
  title: 'common.screens.board',
  needsAny: ['insight.board'],
});
