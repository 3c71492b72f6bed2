import { useI18n } from 'vue-i18n';
import zh from './texts/zh-CN';

/** The log in words. What has none yet is shown as it is written. */
export function useAuditWords() {
  const { t, te } = useI18n();

  function action(code: string): string {
    return te(`audit.actions.${code}`, 'zh-CN') ? t(`audit.actions.${code}`) : code;
  }

  function subject(type: string): string {
    return te(`audit.subjects.${type}`, 'zh-CN') ? t(`audit.subjects.${type}`) : type;
  }

  /** The actions to choose from, by module; a module's own value stands for all of it. */
  function modules(): { code: string; name: string; actions: string[] }[] {
    return Object.entries(zh.audit.actions).map(([module, actions]) => ({
      code: `${module}.`,
      name: t(`audit.modules.${module}`),
      actions: Object.keys(actions).map((action) => `${module}.${action}`),
    }));
  }

  return { action, subject, modules };
}

/**
 * Enough of an id to tell two apart on the screen; the details show all of it. Something that is
 * known by the moment it was made has its time in the line already.
 */
export function shortId(id: string): string {
  if (/^\d{4}-\d\d-\d\dT/.test(id)) return '';
  return /^[0-9a-f-]{36}$/.test(id) ? `…${id.slice(-6)}` : id;
}
