import { money } from '@shanmen/ui';
import type { ChartColumn, ChartOption, ChartRow } from '@shanmen/ui/chart';
import { cellText, headOf, isNumeric, titleOf, visibleColumns, type PlacedColumn } from './cells';
import type { Report, Table } from './server';

/** How a table of the report is drawn. */
interface Recipe {
  /** The texts of the figure are under `figure.<name>`. */
  name: string;
  table: string;
  shape: 'pie' | 'bars' | 'lines';
  /** The keys of the columns that are drawn. */
  series: readonly string[];
  /** Where the figure tells the course of time, its order stays and its bars stand upright. */
  inTime?: boolean;
}

const RECIPES: readonly Recipe[] = [
  {
    name: 'courseSales',
    table: 'COURSE',
    shape: 'bars',
    series: ['amount', 'refunded'],
    inTime: true,
  },
  {
    name: 'courseVisitors',
    table: 'COURSE',
    shape: 'lines',
    series: ['admissions', 'exits'],
    inTime: true,
  },
  { name: 'typeShare', table: 'SALES_BY_TYPE', shape: 'pie', series: ['amount'] },
  { name: 'typeSales', table: 'SALES_BY_TYPE', shape: 'bars', series: ['amount', 'refunded'] },
  { name: 'hourSales', table: 'BY_HOUR', shape: 'bars', series: ['amount'], inTime: true },
  {
    name: 'hourVisitors',
    table: 'BY_HOUR',
    shape: 'lines',
    series: ['admissions', 'exits'],
    inTime: true,
  },
  { name: 'windows', table: 'SALES_BY_WINDOW', shape: 'bars', series: ['amount', 'refunded'] },
  { name: 'operators', table: 'SALES_BY_OPERATOR', shape: 'bars', series: ['amount', 'refunded'] },
  { name: 'tenders', table: 'BY_TENDER', shape: 'bars', series: ['taken', 'repaid'] },
  { name: 'typeVisitors', table: 'FLOW_BY_TYPE', shape: 'bars', series: ['admissions', 'exits'] },
  { name: 'gates', table: 'FLOW_BY_GATE', shape: 'bars', series: ['admissions', 'exits'] },
];

/** A figure of the report, ready for ChartPanel. */
export interface Figure {
  name: string;
  option: ChartOption;
  columns: ChartColumn[];
  rows: ChartRow[];
}

/** The figures of a report; a day has no course, and an empty table no figure. */
export function figuresOf(report: Report): Figure[] {
  return RECIPES.filter((recipe) => recipe.table !== 'COURSE' || report.period !== 'DAY').flatMap(
    (recipe) => {
      const table = report.tables.find((one) => one.id === recipe.table);
      return table && table.rows.length > 0 ? [figure(recipe, table)] : [];
    },
  );
}

function figure(recipe: Recipe, table: Table): Figure {
  const columns = visibleColumns(table);
  return {
    name: recipe.name,
    option: recipe.shape === 'pie' ? pie(recipe, table) : axes(recipe, table),
    columns: columns.map((column) => ({
      key: column.key,
      title: headOf(column),
      numeric: isNumeric(column),
      write: (value) => cellText(value, column),
    })),
    rows: table.rows.map((row) =>
      Object.fromEntries(
        columns.flatMap((column) => {
          const value = row[column.at];
          return value === null || value === undefined ? [] : [[column.key, value]];
        }),
      ),
    ),
  };
}

/** Names of the rows: the first column that the reader sees. */
function namesOf(table: Table): string[] {
  const [first] = visibleColumns(table);
  return table.rows.map((row) => (first ? cellText(row[first.at], first) : ''));
}

function drawn(recipe: Recipe, table: Table): PlacedColumn[] {
  return visibleColumns(table).filter((column) => recipe.series.includes(column.key));
}

function numbers(table: Table, column: PlacedColumn): number[] {
  return table.rows.map((row) => Number(row[column.at] ?? 0));
}

function pie(recipe: Recipe, table: Table): ChartOption {
  const [column] = drawn(recipe, table);
  const names = namesOf(table);
  const values = column ? numbers(table, column) : [];
  return {
    tooltip: { trigger: 'item', valueFormatter: (value) => money(Number(value)) },
    series: [
      {
        type: 'pie',
        radius: ['42%', '70%'],
        label: { formatter: '{b}\n{d}%' },
        // What was voided more than sold has no share.
        data: values.flatMap((value, n) => (value > 0 ? [{ name: names[n], value }] : [])),
      },
    ],
  };
}

function axes(recipe: Recipe, table: Table): ChartOption {
  const columns = drawn(recipe, table);
  const inMoney = columns.some((column) => column.kind === 'MONEY');
  const write = (value: number) => (inMoney ? money(value).replace(/\.00$/, '') : String(value));
  const upright = recipe.inTime === true;
  const names = {
    type: 'category' as const,
    data: namesOf(table),
    inverse: !upright,
    axisLabel: upright ? {} : { width: 120, overflow: 'truncate' as const },
  };
  const values = {
    type: 'value' as const,
    splitNumber: 4,
    ...(inMoney ? {} : { minInterval: 1 }),
    axisLabel: { formatter: write, hideOverlap: true },
  };
  return {
    grid: { left: 8, right: 32, top: 36, bottom: 8, outerBoundsMode: 'same' },
    legend: { top: 0, left: 0 },
    tooltip: {
      trigger: 'axis',
      valueFormatter: (value) => (inMoney ? money(Number(value)) : String(value)),
    },
    xAxis: upright ? names : values,
    yAxis: upright ? values : names,
    series: columns.map((column, n) =>
      recipe.shape === 'lines'
        ? {
            type: 'line',
            name: titleOf(column),
            data: numbers(table, column),
            lineStyle: { type: n === 0 ? 'solid' : 'dashed' },
          }
        : {
            type: 'bar',
            name: titleOf(column),
            data: numbers(table, column),
            barMaxWidth: upright ? 40 : 18,
          },
    ),
  };
}
