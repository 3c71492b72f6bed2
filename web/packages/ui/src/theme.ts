import { ref } from 'vue';

/** Light, dark, or as the computer is set. */
export type Theme = 'auto' | 'light' | 'dark';

const STORED_AS = 'shanmen.theme';

/** What is drawn now; public/theme.js has applied the stored choice before the first paint. */
export const theme = ref<Theme>(storedTheme());

export function setTheme(chosen: Theme): void {
  theme.value = chosen;
  localStorage.setItem(STORED_AS, chosen);
  if (chosen === 'auto') delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = chosen;
}

export function isDark(): boolean {
  return theme.value === 'auto'
    ? window.matchMedia('(prefers-color-scheme: dark)').matches
    : theme.value === 'dark';
}

function storedTheme(): Theme {
  const stored = localStorage.getItem(STORED_AS);
  return stored === 'light' || stored === 'dark' ? stored : 'auto';
}
