/** From these shares of what the park may hold at once, the dial warns: it fills up, nearly, full. */
export const MARKS_PERCENT = [80, 90, 100] as const;

/** The dial goes on a little beyond full: an overfull park must show. */
export const DIAL_END_PERCENT = 110;

const FROM_DEGREES = -210;
const SWEEP_DEGREES = 240;

export type Fullness = 'calm' | 'filling' | 'nearly' | 'full';

/** How full the park is; always calm where there is no limit (0). */
export function fullness(inPark: number, capacity: number): Fullness {
  if (capacity === 0) return 'calm';
  const percent = (inPark * 100) / capacity;
  if (percent >= MARKS_PERCENT[2]) return 'full';
  if (percent >= MARKS_PERCENT[1]) return 'nearly';
  return percent >= MARKS_PERCENT[0] ? 'filling' : 'calm';
}

/** A point on the dial at a percentage, at a distance from its middle. */
export function pointAt(percent: number, radius: number): { x: number; y: number } {
  const clamped = Math.min(Math.max(percent, 0), DIAL_END_PERCENT);
  const degrees = FROM_DEGREES + (SWEEP_DEGREES * clamped) / DIAL_END_PERCENT;
  const radians = (degrees * Math.PI) / 180;
  return { x: radius * Math.cos(radians), y: radius * Math.sin(radians) };
}

/** An SVG path along the dial from nought to a percentage. */
export function arcTo(percent: number, radius: number): string {
  const from = pointAt(0, radius);
  const to = pointAt(percent, radius);
  const swept = (SWEEP_DEGREES * Math.min(percent, DIAL_END_PERCENT)) / DIAL_END_PERCENT;
  const large = swept > 180 ? 1 : 0;
  const write = (n: number) => n.toFixed(2);
  return `M${write(from.x)} ${write(from.y)}A${String(radius)} ${String(radius)} 0 ${String(large)} 1 ${write(to.x)} ${write(to.y)}`;
}
