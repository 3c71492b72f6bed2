import { cashTexts } from '@shanmen/cashdesk';
import { openScreen } from '@shanmen/ui';
import App from './App.vue';

void openScreen({
  root: App,
  texts: cashTexts,
  title: 'common.screens.duty',
  needsAny: [
    'cashdesk.issue-float',
    'cashdesk.receive-drop',
    'cashdesk.accept',
    'cashdesk.accept-large',
    'cashdesk.report',
    'cashdesk.settings',
  ],
});
