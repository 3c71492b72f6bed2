import '../../../packages/ui/src/tokens.css';
import './gate.css';
import { play } from '@shanmen/ui/sounds';
import { ParkClock } from './clock';
import { alarmOf, faceOf, SILENT, type Face } from './face';
import { SIGNS } from './signs';
import type { GateState } from './state';

/** The gate program says something every two seconds, if only that it is there. */
const SILENCE_LIMIT_MILLIS = 7_000;

const clock = new ParkClock();
let shown = '';
let heardAt = performance.now();

function element(id: string): HTMLElement {
  const found = document.getElementById(id);
  if (found === null) throw new Error(`the page has no #${id}`);
  return found;
}

function put(id: string, text: string): void {
  const target = element(id);
  if (target.textContent !== text) target.textContent = text;
  target.hidden = text === '';
}

function show(face: Face): void {
  const screen = element('screen');
  screen.dataset.look = face.look;
  screen.dataset.sign = face.sign;
  element('sign').innerHTML = `<path d="${SIGNS[face.sign]}" />`;
  put('headline', face.headline);
  put('headline-en', face.headlineEn);
  put('subject', face.subject);
  put('go', face.go);
  put('sentence', face.sentence);
  put('count', face.count);
  put('code', face.code);
  // People walking through change the count, not the answer: it is heard once.
  const answer = JSON.stringify({ ...face, count: '' });
  if (answer !== shown && face.sound !== null) play(face.sound);
  shown = answer;
}

function hear(state: GateState): void {
  heardAt = performance.now();
  clock.set(state.now, state.zone);
  put('park', state.parkZh);
  put('gate', state.gate);
  put('alarm', alarmOf(state.alarm));
  element('offline').hidden = state.mode === 'ONLINE' || state.mode === 'EMERGENCY_OPEN';
  show(faceOf(state.screen));
}

const events = new EventSource('/events');
events.onmessage = (event: MessageEvent<string>) => {
  hear(JSON.parse(event.data) as GateState);
};

show({
  ...SILENT,
  look: 'wait',
  sign: 'hourglass',
  headline: '正在启动',
  headlineEn: 'Starting',
  go: '',
});
setInterval(() => {
  put('clock', clock.text());
  if (performance.now() - heardAt > SILENCE_LIMIT_MILLIS) show(SILENT);
}, 250);
