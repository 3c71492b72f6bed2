import './tokens.css';
import './base.css';
import './element.css';
import { createApp, defineComponent, h, type Component } from 'vue';
import { createRouter, createWebHashHistory, type RouteRecordRaw } from 'vue-router';
import { ElConfigProvider } from 'element-plus/es/components/config-provider/index.mjs';
import { Problem } from '@shanmen/api';
import { addTexts, elementLocale, i18n, language, type Language, type Texts } from './language';
import { readPark } from './park';
import ScreenGate from './components/ScreenGate.vue';
import { enter, mayAny } from './session';

export interface ScreenOptions {
  root: Component;
  texts: Record<Language, Texts>;
  routes?: RouteRecordRaw[];
  /** Height of rows and controls: see tokens.css. */
  density?: 'window' | 'console' | 'touch';
  /** The title of the browser's tab, as a key of the texts. */
  title: string;
  /** Any one of these permissions opens the screen; undefined for a screen without sign-in. */
  needsAny?: readonly string[];
  /** For the screen that must work before there is a park: it reads the park itself. */
  beforePark?: boolean;
}

/** Starts a screen: texts, theme, park, session, router; then mounts it. */
export async function openScreen(options: ScreenOptions): Promise<void> {
  addTexts(options.texts);
  if (options.density) document.documentElement.dataset.density = options.density;
  let problem: Problem | undefined;
  try {
    if (options.beforePark !== true) await readPark();
    if (options.needsAny) await enter();
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    if (error.isSignedOut) return; // On the way to the sign-in page.
    problem = error;
  }
  const forbidden = options.needsAny !== undefined && !problem && !mayAny(options.needsAny);

  const screen = defineComponent(() => () => {
    document.title = `${i18n.global.t(options.title)} · ${i18n.global.t('common.product')}`;
    return h(ElConfigProvider, { locale: elementLocale.value }, () =>
      problem || forbidden ? h(ScreenGate, { problem }) : h(options.root),
    );
  });

  document.documentElement.lang = language.value;
  const app = createApp(screen).use(i18n);
  if (options.routes) {
    app.use(createRouter({ history: createWebHashHistory(), routes: options.routes }));
  }
  app.mount('#app');
}
