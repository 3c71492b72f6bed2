/** Three sounds that a busy person tells apart without looking: yes, no, and look here. */
export type Sound = 'yes' | 'no' | 'look';

interface Tone {
  /** Hertz. */
  pitch: number;
  /** Seconds after the start. */
  at: number;
  /** Seconds. */
  lasts: number;
}

const TUNES: Record<Sound, Tone[]> = {
  yes: [
    { pitch: 660, at: 0, lasts: 0.08 },
    { pitch: 880, at: 0.09, lasts: 0.12 },
  ],
  no: [
    { pitch: 220, at: 0, lasts: 0.18 },
    { pitch: 180, at: 0.22, lasts: 0.24 },
  ],
  look: [
    { pitch: 520, at: 0, lasts: 0.07 },
    { pitch: 520, at: 0.14, lasts: 0.07 },
  ],
};

const VOLUME = 0.15;

let speaker: AudioContext | undefined;

export function play(sound: Sound): void {
  if (!('AudioContext' in window)) return;
  speaker ??= new AudioContext();
  // Before the first key or click browsers keep silent; the next sound is heard.
  if (speaker.state === 'suspended') void speaker.resume();
  for (const tone of TUNES[sound]) sing(speaker, tone, sound === 'no' ? 'square' : 'sine');
}

function sing(context: AudioContext, tone: Tone, wave: OscillatorType): void {
  const oscillator = context.createOscillator();
  const gain = context.createGain();
  const start = context.currentTime + tone.at;
  oscillator.type = wave;
  oscillator.frequency.value = tone.pitch;
  gain.gain.setValueAtTime(VOLUME, start);
  gain.gain.exponentialRampToValueAtTime(0.001, start + tone.lasts);
  oscillator.connect(gain).connect(context.destination);
  oscillator.start(start);
  oscillator.stop(start + tone.lasts);
}
