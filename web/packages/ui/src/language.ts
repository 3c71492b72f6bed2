import en from 'element-plus/es/locale/lang/en';
import zhCn from 'element-plus/es/locale/lang/zh-cn';
import { computed } from 'vue';
import { createI18n } from 'vue-i18n';
import sharedEn from './texts/en';
import sharedZh from './texts/zh-CN';

export type Language = 'zh-CN' | 'en';

/** Texts by key, nested; an app's own, beside the shared ones under `common`. */
export interface Texts {
  [key: string]: string | string[] | Texts;
}

const STORED_AS = 'shanmen.language';

export const i18n = createI18n({
  legacy: false,
  locale: storedLanguage(),
  fallbackLocale: 'zh-CN',
  messages: { 'zh-CN': sharedZh as Texts, en: sharedEn as Texts },
});

/** The language on the screen; Chinese unless the person chose otherwise on this computer. */
export const language = computed<Language>({
  get: () => i18n.global.locale.value as Language,
  set(chosen) {
    i18n.global.locale.value = chosen;
    localStorage.setItem(STORED_AS, chosen);
    document.documentElement.lang = chosen;
  },
});

/** Element Plus's own words in the same language. */
export const elementLocale = computed(() => (language.value === 'en' ? en : zhCn));

export function addTexts(texts: Record<Language, Texts>): void {
  i18n.global.mergeLocaleMessage('zh-CN', texts['zh-CN']);
  i18n.global.mergeLocaleMessage('en', texts.en);
}

/** Picks one of two texts that the server gave, such as a product's names. */
export function pick(zh: string, en: string): string {
  return language.value === 'en' && en !== '' ? en : zh;
}

function storedLanguage(): Language {
  return localStorage.getItem(STORED_AS) === 'en' ? 'en' : 'zh-CN';
}
