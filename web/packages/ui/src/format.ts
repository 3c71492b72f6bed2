import { language } from './language';
import { park } from './park';

/** Money is a whole number of minor units (fen); these are written with two decimals always. */
export const MINOR_PER_MAJOR = 100;

const SIGNS: Record<string, string> = { CNY: '¥', USD: '$', EUR: '€', HKD: 'HK$', JPY: 'JP¥' };

export function currencySign(currency: string = park.value.currency): string {
  return SIGNS[currency] ?? currency;
}

/** 1234567 → "12,345.67", without the sign. Whole-number arithmetic only. */
export function moneyDigits(minor: number): string {
  const absolute = Math.abs(minor);
  const major = Math.trunc(absolute / MINOR_PER_MAJOR).toString();
  const rest = (absolute % MINOR_PER_MAJOR).toString().padStart(2, '0');
  const grouped = major.replace(/\B(?=(\d{3})+$)/g, ',');
  return `${minor < 0 ? '−' : ''}${grouped}.${rest}`;
}

export function money(minor: number, currency?: string): string {
  return `${minor < 0 ? '−' : ''}${currencySign(currency)}${moneyDigits(Math.abs(minor))}`;
}

/** "100" → 10000, "99.5" → 9950; undefined where it is no amount of at most two decimals. */
export function parseMoney(text: string): number | undefined {
  const match = /^(\d{1,10})(?:\.(\d{0,2}))?$/.exec(text.trim());
  if (!match) return undefined;
  return Number(match[1]) * MINOR_PER_MAJOR + Number((match[2] ?? '').padEnd(2, '0'));
}

export function heads(count: number): string {
  return language.value === 'en'
    ? count === 1
      ? '1 person'
      : `${String(count)} people`
    : `${String(count)} 人`;
}

export function whole(count: number): string {
  return count.toString().replace(/\B(?=(\d{3})+$)/g, ',');
}

export function percent(part: number, all: number): string {
  return all === 0 ? '—' : `${((part * 100) / all).toFixed(1)}%`;
}

/** Times are the park's, whatever this computer's zone is; 24 hours. */
export function timeOfDay(instant: string | Date, withSeconds = false): string {
  return parts(
    instant,
    {
      hour: '2-digit',
      minute: '2-digit',
      ...(withSeconds ? { second: '2-digit' } : {}),
    },
    (p) => [p.hour, p.minute, ...(withSeconds ? [p.second] : [])].join(':'),
  );
}

export function dateAndTime(instant: string | Date): string {
  return `${dateOf(instant)} ${timeOfDay(instant)}`;
}

/** The calendar date at the park, as YYYY-MM-DD. */
export function dateOf(instant: string | Date): string {
  return parts(
    instant,
    { year: 'numeric', month: '2-digit', day: '2-digit' },
    (p) => `${p.year}-${p.month}-${p.day}`,
  );
}

/** The business day at the park, as YYYY-MM-DD: until the cut-off the night belongs to the day before. */
export function businessDayOf(instant: string | Date): string {
  const date = dateOf(instant);
  return timeOfDay(instant) < park.value.cutOff ? addDays(date, -1) : date;
}

/** "2026-05-01" → "5月1日 星期五" or "Fri 1 May". */
export function dayInWords(day: string): string {
  const noon = new Date(`${day}T12:00:00Z`);
  return new Intl.DateTimeFormat(language.value === 'en' ? 'en-GB' : 'zh-CN', {
    timeZone: 'UTC',
    month: language.value === 'en' ? 'short' : 'long',
    day: 'numeric',
    weekday: language.value === 'en' ? 'short' : 'long',
  }).format(noon);
}

/** The day after (or, with a negative number, before) a day. */
export function addDays(day: string, days: number): string {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() + days);
  return date.toISOString().slice(0, 10);
}

/** Codes of tickets and orders in groups of four: easier to read out and to compare. */
export function inFours(code: string): string {
  return code.replace(/(.{4})(?=.)/g, '$1 ');
}

function parts(
  instant: string | Date,
  options: Intl.DateTimeFormatOptions,
  write: (p: Record<string, string>) => string,
): string {
  const date = typeof instant === 'string' ? new Date(instant) : instant;
  const format = new Intl.DateTimeFormat('en-GB', {
    ...options,
    timeZone: park.value.zone,
    hourCycle: 'h23',
  });
  return write(Object.fromEntries(format.formatToParts(date).map((p) => [p.type, p.value])));
}
