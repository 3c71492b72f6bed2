import type { Sign } from './face';

/** The signs as paths in a square of 100: seen and told apart at three metres. */
export const SIGNS: Record<Sign, string> = {
  arrow: 'M50 92 V14 M16 48 L50 12 L84 48',
  cross: 'M22 22 L78 78 M78 22 L22 78',
  hourglass: 'M28 12 H72 M28 88 H72 M32 12 C32 40 68 60 68 88 M68 12 C68 40 32 60 32 88',
  barred: 'M50 10 A40 40 0 1 1 49.9 10 M22 22 L78 78',
  walk: 'M54 8 v1 M54 30 L44 56 L58 70 L62 92 M44 56 L30 92 M54 30 L70 48 M54 30 L34 44',
};
