import { BarChart, LineChart, PieChart } from 'echarts/charts';
import {
  AriaComponent,
  GridComponent,
  LegendComponent,
  MarkLineComponent,
  TooltipComponent,
} from 'echarts/components';
import { init, registerTheme, use, type ECharts } from 'echarts/core';
import { LabelLayout } from 'echarts/features';
import { CanvasRenderer } from 'echarts/renderers';
import type { BarSeriesOption, LineSeriesOption, PieSeriesOption } from 'echarts/charts';
import type {
  AriaComponentOption,
  GridComponentOption,
  LegendComponentOption,
  TooltipComponentOption,
} from 'echarts/components';
import type { ComposeOption } from 'echarts/core';

use([
  AriaComponent,
  BarChart,
  CanvasRenderer,
  GridComponent,
  LabelLayout,
  LegendComponent,
  LineChart,
  MarkLineComponent,
  PieChart,
  TooltipComponent,
]);

export type ChartOption = ComposeOption<
  | AriaComponentOption
  | BarSeriesOption
  | GridComponentOption
  | LegendComponentOption
  | LineSeriesOption
  | PieSeriesOption
  | TooltipComponentOption
>;

/** A chart drawn with the tokens as they are now; drawn anew when light and dark change. */
export function openChart(element: HTMLElement): ECharts {
  registerTheme('shanmen', themeOf(element));
  return init(element, 'shanmen', { renderer: 'canvas' });
}

function themeOf(element: HTMLElement): object {
  const color = reader(element);
  const ink = color('--ink');
  const ink2 = color('--ink-2');
  const line = color('--line');
  const surface = color('--surface');
  const font = getComputedStyle(element).getPropertyValue('--font');
  const axis = {
    axisLine: { lineStyle: { color: color('--line-strong') } },
    axisTick: { show: false },
    axisLabel: { color: ink2, fontFamily: font },
    splitLine: { lineStyle: { color: line } },
    nameTextStyle: { color: ink2 },
  };
  return {
    color: [1, 2, 3, 4, 5, 6, 7, 8].map((n) => color(`--series-${String(n)}`)),
    backgroundColor: 'transparent',
    textStyle: { color: ink, fontFamily: font },
    categoryAxis: { ...axis, splitLine: { show: false } },
    valueAxis: { ...axis, axisLine: { show: false } },
    timeAxis: axis,
    legend: { textStyle: { color: ink2 }, itemWidth: 12, itemHeight: 8, icon: 'rect' },
    tooltip: {
      backgroundColor: surface,
      borderColor: line,
      textStyle: { color: ink, fontFamily: font },
      // Drawn, not written as HTML: the server lets no markup bring its own style.
      renderMode: 'richText',
      confine: true,
      shadowBlur: 0,
      shadowOffsetX: 0,
      shadowOffsetY: 0,
    },
    line: { symbolSize: 6, lineStyle: { width: 2 } },
    bar: { barMaxWidth: 40 },
    pie: { label: { color: ink }, itemStyle: { borderColor: surface, borderWidth: 2 } },
  };
}

/** Reads a token as a plain colour: the canvas knows nothing of light-dark(). */
function reader(element: HTMLElement): (token: string) => string {
  return (token) => {
    const probe = document.createElement('span');
    probe.style.color = `var(${token})`;
    element.append(probe);
    const { color } = getComputedStyle(probe);
    probe.remove();
    return color;
  };
}

/** A column of the table behind a chart. */
export interface ChartColumn {
  key: string;
  title: string;
  /** Writes a cell for people; the CSV file carries it too. */
  write?: (value: string | number) => string;
  numeric?: boolean;
}

export type ChartRow = Record<string, string | number>;

/** The table as a CSV file that Excel opens in UTF-8. */
export function csvOf(columns: readonly ChartColumn[], rows: readonly ChartRow[]): Blob {
  const cell = (text: string) => {
    // A leading = + - @ would be run as a formula by a spreadsheet.
    const safe = /^[=+\-@\t\r]/.test(text) && Number.isNaN(Number(text)) ? `'${text}` : text;
    return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
  };
  const lines = [
    columns.map((column) => cell(column.title)),
    ...rows.map((row) => columns.map((column) => cell(written(column, row)))),
  ];
  return new Blob(['\ufeff', lines.map((line) => line.join(',')).join('\r\n'), '\r\n'], {
    type: 'text/csv;charset=utf-8',
  });
}

export function written(column: ChartColumn, row: ChartRow): string {
  const value = row[column.key];
  if (value === undefined) return '';
  return column.write ? column.write(value) : String(value);
}

export function download(file: Blob, name: string): void {
  const url = URL.createObjectURL(file);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => {
    URL.revokeObjectURL(url);
  }, 10_000);
}
