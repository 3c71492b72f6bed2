import { describe, expect, it } from 'vitest';
import { alarmOf, faceOf } from '../src/face';
import type { Screen } from '../src/state';

const REFUSED: Screen = {
  state: 'refuse',
  reason: 'ALREADY_USED',
  number: 70,
  zh: '已使用',
  sentenceZh: '这张票已经使用过，请到服务台查询。',
  sentenceEn: 'This ticket has been used: ask at the service desk.',
  goZh: '服务台',
  goEn: 'Service desk',
  usedAt: '10:32',
  usedAtGate: 2,
};

const ADMITTED: Screen = {
  state: 'admit',
  direction: 'ENTRY',
  typeZh: '家庭票',
  typeEn: 'Family',
  people: 5,
  passed: 2,
  left: 0,
};

describe('a refusal', () => {
  it('says when and where the ticket was used, where to go, and the number for staff', () => {
    const face = faceOf(REFUSED);
    expect(face.headline).toBe('已使用');
    expect(face.subject).toBe('10:32 · 2号闸 Gate 2');
    expect(face.go).toBe('→ 服务台 Service desk');
    expect(face.code).toBe('70');
    expect(face.sound).toBe('no');
  });

  it('leaves out what is not known', () => {
    expect(faceOf({ ...REFUSED, usedAt: null, usedAtGate: 0 }).subject).toBe('');
  });
});

describe('an admission', () => {
  it('counts the people of the ticket', () => {
    expect(faceOf(ADMITTED).count).toBe('2/5');
    expect(faceOf(ADMITTED).subject).toBe('家庭票\nFamily');
  });
});

describe('an alarm of the board', () => {
  it('is shown with its bits, and nothing where there is none', () => {
    expect(alarmOf(2)).toBe('报警 Alarm A2');
    expect(alarmOf(0)).toBe('');
  });
});

describe('every answer', () => {
  it('has a sign and a word of its own beside its colour', () => {
    const screens: Screen[] = [
      ADMITTED,
      REFUSED,
      { state: 'reading' },
      {
        state: 'notice',
        kind: 'OUT_OF_ORDER',
        zh: '暂停使用',
        en: '',
        doZh: '',
        doEn: '',
        detail: '',
      },
    ];
    const faces = screens.map(faceOf);
    for (const part of ['look', 'sign', 'headline', 'sound'] as const) {
      expect(new Set(faces.map((face) => face[part])).size, part).toBe(faces.length);
    }
  });
});
