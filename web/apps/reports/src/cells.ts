import { dateAndTime, i18n, language, money, moneyDigits, pick, whole } from '@shanmen/ui';
import type { Cell, Column, KeyFigure, Table } from './server';

/** What a key figure or a cell shows where there is no value. */
export const NO_VALUE = '—';

/** Columns whose texts are words of the server's, told in the reader's language. */
const CODED = ['tender', 'entry', 'kind', 'decidedBy', 'ground', 'conflict', 'item'];

/** A column with its place in the rows. */
export interface PlacedColumn extends Column {
  at: number;
}

export function titleOf(named: { zh: string; en: string }): string {
  return pick(named.zh, named.en);
}

export function isNumeric(column: Column): boolean {
  return column.kind === 'COUNT' || column.kind === 'MONEY' || column.kind === 'RATIO';
}

/** Names stand in two columns; the reader gets the one of their language. */
export function visibleColumns(table: Table): PlacedColumn[] {
  const other = language.value === 'en' ? 'nameZh' : 'nameEn';
  return table.columns
    .map((column, at) => ({ ...column, at }))
    .filter((column) => column.key !== other);
}

export function headOf(column: Column): string {
  return column.key === 'nameEn' ? i18n.global.t('report.ticketType') : titleOf(column);
}

export function cellText(value: Cell | undefined, column: Column): string {
  if (value === null || value === undefined) return '';
  switch (column.kind) {
    case 'MONEY':
      return moneyDigits(Number(value));
    case 'COUNT':
      return whole(Number(value));
    case 'RATIO':
      return ratioText(Number(value));
    case 'TIME':
      return dateAndTime(String(value));
    case 'DAY':
      return String(value);
    case 'TEXT':
      return CODED.includes(column.key) ? word(String(value)) : String(value);
  }
}

export function figureText(figure: KeyFigure, currency: string): string {
  if (figure.value === null) return NO_VALUE;
  switch (figure.unit) {
    case 'MONEY':
      return money(figure.value, currency);
    case 'COUNT':
      return whole(figure.value);
    case 'MILLIS':
      return `${whole(figure.value)} ms`;
    case 'RATIO':
      return FACTORS.includes(figure.code) ? figure.value.toFixed(2) : ratioText(figure.value);
  }
}

/** Ratios that say how many times, and not what share. */
const FACTORS = ['K2b', 'K23'];

function ratioText(ratio: number): string {
  return `${(ratio * 100).toFixed(2)}%`;
}

function word(code: string): string {
  const key = `word.${code}`;
  return i18n.global.te(key) ? i18n.global.t(key) : code;
}
