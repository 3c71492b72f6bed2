import type { Sound } from '@shanmen/ui/sounds';
import type { Screen } from './state';

/** How a screen looks: a ground, a sign and words, so that no answer is told by its colour alone. */
export interface Face {
  look: 'idle' | 'admit' | 'refuse' | 'wait' | 'closed';
  sign: Sign;
  headline: string;
  headlineEn: string;
  /** What it is about: the kind of ticket, or when and where it was used; a line per language. */
  subject: string;
  /** Where to go, or what to do. */
  go: string;
  /** The whole sentence in English. */
  sentence: string;
  /** People who have passed of those who may, empty where there is nothing to count. */
  count: string;
  /** Small digits for staff. */
  code: string;
  /** Heard once when the screen comes up. */
  sound: Sound | null;
}

export type Sign = 'arrow' | 'cross' | 'hourglass' | 'barred' | 'walk';

const EMPTY = { subject: '', go: '', sentence: '', count: '', code: '', sound: null };

export function faceOf(screen: Screen): Face {
  switch (screen.state) {
    case 'idle':
      return {
        ...EMPTY,
        look: 'idle',
        sign: 'arrow',
        headline: '请刷票',
        headlineEn: 'Scan ticket',
        go: screen.direction === 'EXIT' ? '出口 Exit' : '',
      };
    case 'reading':
      return {
        ...EMPTY,
        look: 'wait',
        sign: 'hourglass',
        headline: '请稍候',
        headlineEn: 'One moment',
      };
    case 'admit':
      return {
        ...EMPTY,
        look: 'admit',
        sign: 'arrow',
        headline: screen.direction === 'EXIT' ? '再见' : '请通行',
        headlineEn: screen.direction === 'EXIT' ? 'Goodbye' : 'Please pass',
        subject: `${screen.typeZh}\n${screen.typeEn}`.trim(),
        go: screen.left > 0 ? `还可入园 ${screen.left} 人\n${screen.left} more on this ticket` : '',
        count: `${screen.passed}/${screen.people}`,
        sound: 'yes',
      };
    case 'manual':
      return {
        ...EMPTY,
        look: 'admit',
        sign: 'walk',
        headline: '请通行',
        headlineEn: 'Please pass',
        subject: '人工放行 Staff release',
        count: `${screen.passed}/${screen.people}`,
        sound: 'yes',
      };
    case 'refuse':
      return {
        ...EMPTY,
        look: 'refuse',
        sign: 'cross',
        headline: screen.zh,
        headlineEn: '',
        subject: usedBefore(screen.usedAt, screen.usedAtGate),
        go: `→ ${screen.goZh} ${screen.goEn}`,
        sentence: screen.sentenceEn,
        code: String(screen.number),
        sound: 'no',
      };
    case 'notice':
      return {
        ...EMPTY,
        look: lookOfNotice(screen.kind),
        sign: signOfNotice(screen.kind),
        headline: screen.zh,
        headlineEn: screen.en,
        go: `${screen.doZh}\n${screen.doEn}`,
        code: screen.detail,
        sound: screen.kind === 'STARTING' ? null : 'look',
      };
  }
}

/** What is shown when the gate program itself is not heard any more. */
export const SILENT: Face = {
  ...EMPTY,
  look: 'closed',
  sign: 'barred',
  headline: '暂停使用',
  headlineEn: 'Out of order',
  go: '请走其他通道\nPlease use another lane',
  code: '--',
};

/** Somebody followed without a ticket or came the wrong way; the digits are the board's own. */
export function alarmOf(bits: number): string {
  return bits === 0 ? '' : `报警 Alarm A${bits}`;
}

function usedBefore(at: string | null, gate: number): string {
  const time = at ?? '';
  const place = gate > 0 ? `${gate}号闸 Gate ${gate}` : '';
  return [time, place].filter((part) => part !== '').join(' · ');
}

type NoticeKind = Extract<Screen, { state: 'notice' }>['kind'];

function lookOfNotice(kind: NoticeKind): Face['look'] {
  switch (kind) {
    case 'EMERGENCY':
      return 'admit';
    case 'STARTING':
      return 'wait';
    case 'NOT_SET_UP':
    case 'REVOKED':
    case 'OUT_OF_ORDER':
      return 'closed';
  }
}

function signOfNotice(kind: NoticeKind): Sign {
  switch (kind) {
    case 'EMERGENCY':
      return 'walk';
    case 'STARTING':
      return 'hourglass';
    case 'NOT_SET_UP':
    case 'REVOKED':
    case 'OUT_OF_ORDER':
      return 'barred';
  }
}
