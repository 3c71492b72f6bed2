/** What the gate program says about its lane: the events of `/events`. */
export interface GateState {
  /** The park's clock in milliseconds since 1970, when the event was sent. */
  now: number;
  /** The park's time zone. */
  zone: string;
  mode: 'ONLINE' | 'DEGRADED' | 'OFFLINE' | 'EMERGENCY_OPEN';
  parkZh: string;
  parkEn: string;
  gate: string;
  /** The board's alarm bits, 0 for none. */
  alarm: number;
  screen: Screen;
}

export type Direction = 'ENTRY' | 'EXIT';

export type Screen =
  | { state: 'idle'; direction: Direction }
  | { state: 'reading' }
  | {
      state: 'admit';
      direction: Direction;
      typeZh: string;
      typeEn: string;
      people: number;
      passed: number;
      left: number;
    }
  | {
      state: 'refuse';
      reason: string;
      number: number;
      zh: string;
      sentenceZh: string;
      sentenceEn: string;
      goZh: string;
      goEn: string;
      usedAt: string | null;
      usedAtGate: number;
    }
  | { state: 'manual'; direction: Direction; people: number; passed: number }
  | {
      state: 'notice';
      kind: 'STARTING' | 'NOT_SET_UP' | 'REVOKED' | 'OUT_OF_ORDER' | 'EMERGENCY';
      zh: string;
      en: string;
      doZh: string;
      doEn: string;
      detail: string;
    };
