import { language, pick } from '@shanmen/ui';
import type { Handover } from './server';

/** What is left over, as one line: “Parked carts × 1; tickets not printed × 2”. */
export function leftoversText(leftovers: Handover['leftovers']): string {
  return leftovers
    .map((left) => `${pick(left.zh, left.en)} × ${String(left.count)}`)
    .join(language.value.startsWith('zh') ? '；' : '; ');
}
