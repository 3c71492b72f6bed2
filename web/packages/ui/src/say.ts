import { Problem } from '@shanmen/api';
import { ElMessage } from 'element-plus/es/components/message/index.mjs';
import 'element-plus/es/components/message/style/css';
import { language } from './language';

/** Short messages at the top of the page, for what just happened. */
export const say = {
  done(text: string): void {
    ElMessage({ type: 'success', message: text, duration: 2500 });
  },

  look(text: string): void {
    ElMessage({ type: 'warning', message: text, duration: 5000 });
  },

  /** What happened and what to do; a bug is thrown on, so that it is not taken for a refusal. */
  problem(error: unknown): void {
    if (!(error instanceof Problem)) throw error;
    ElMessage({
      type: 'error',
      message: error.text(language.value),
      duration: 8000,
      showClose: true,
    });
  },
};
