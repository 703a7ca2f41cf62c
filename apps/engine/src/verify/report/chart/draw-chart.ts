import type { ProofChart } from '@quarterdeck/core/contract/proof/proof-report.schema';
import { chartScale, type ChartScale } from './chart-scale.ts';
import { escapeXml } from './escape-xml.ts';
import { layLegend, LEGEND_ROW } from './lay-legend.ts';

const WIDTH = 720;
const PLOT = { left: 72, right: 696, height: 260 } as const;
const TITLE_HEIGHT = 34;
const FOOT_HEIGHT = 52;
/** More points than this make a line of their own. */
const MOST_DOTS = 60;

/** Seen against white and against black alike, and apart from each other for most colour-blind eyes. */
const COLOURS = ['#2f80d8', '#d9702a', '#1f9d70', '#a35fd0', '#c9457a', '#8a8a1e'] as const;
const INK = '#7d838c';

const colourOf = (index: number): string => COLOURS[index % COLOURS.length] ?? INK;
const round = (value: number): string => String(Number(value.toFixed(1)));

interface Frame {
  readonly top: number;
  readonly x: ChartScale;
  readonly y: ChartScale;
}

const acrossOf = (at: number): number => PLOT.left + at * (PLOT.right - PLOT.left);
const downOf = (at: number, top: number): number => top + (1 - at) * PLOT.height;

function gridOf({ top, x, y }: Frame): readonly string[] {
  const bottom = top + PLOT.height;
  const rows = y.ticks.flatMap(({ at, label }) => {
    const down = round(downOf(at, top));
    return [
      `<path d="M${PLOT.left} ${down}H${PLOT.right}" stroke="${INK}" stroke-opacity="0.25"/>`,
      `<text x="${PLOT.left - 8}" y="${down}" dy="4" text-anchor="end">${label}</text>`,
    ];
  });
  const columns = x.ticks.flatMap(({ at, label }) => {
    const across = round(acrossOf(at));
    return [
      `<path d="M${across} ${bottom}v5" stroke="${INK}"/>`,
      `<text x="${across}" y="${bottom + 19}" text-anchor="middle">${label}</text>`,
    ];
  });
  return [...rows, `<path d="M${PLOT.left} ${bottom}H${PLOT.right}" stroke="${INK}"/>`, ...columns];
}

function labelsOf({ xLabel, yLabel, title }: ProofChart, top: number): readonly string[] {
  const middle = top + PLOT.height / 2;
  return [
    `<text x="16" y="22" font-size="15" font-weight="600">${escapeXml(title)}</text>`,
    `<text x="${(PLOT.left + PLOT.right) / 2}" y="${top + PLOT.height + 40}" text-anchor="middle">${escapeXml(xLabel)}</text>`,
    `<text transform="translate(16 ${round(middle)}) rotate(-90)" text-anchor="middle">${escapeXml(yLabel)}</text>`,
  ];
}

function lineOf(points: ProofChart['series'][number]['points'], colour: string, frame: Frame) {
  const places = points.map(
    ([x, y]) =>
      [round(acrossOf(frame.x.place(x))), round(downOf(frame.y.place(y), frame.top))] as const,
  );
  const line = places.map(([x, y], index) => `${index === 0 ? 'M' : 'L'}${x} ${y}`).join('');
  const dots =
    places.length > MOST_DOTS
      ? []
      : places.map(([x, y]) => `<circle cx="${x}" cy="${y}" r="3.2" fill="${colour}"/>`);
  return [
    `<path d="${line}" fill="none" stroke="${colour}" stroke-width="2" stroke-linejoin="round"/>`,
    ...dots,
  ];
}

function legendOf(names: readonly string[]): { readonly rows: number; readonly marks: string[] } {
  const { entries, rows } = layLegend(names, WIDTH - 32);
  const marks = entries.flatMap(({ name, left, row }, index) => {
    const middle = TITLE_HEIGHT + row * LEGEND_ROW + 8;
    return [
      `<path d="M${16 + left} ${middle}h16" stroke="${colourOf(index)}" stroke-width="3"/>`,
      `<text x="${16 + left + 22}" y="${middle}" dy="4">${escapeXml(name)}</text>`,
    ];
  });
  return { rows, marks };
}

function plotOf({ series, scale }: Pick<ProofChart, 'series' | 'scale'>, top: number) {
  const points = series.flatMap((one) => one.points);
  if (points.length === 0) {
    return [`<text x="${PLOT.left}" y="${top + 20}">nothing to show</text>`];
  }
  const xs = points.map(([x]) => x);
  const ys = points.map(([, y]) => y);
  const isLog = scale === 'log';
  const frame: Frame = {
    top,
    x: chartScale(xs, { isLog, wanted: 8, isWidened: false }),
    y: chartScale(ys, { isLog, wanted: 5, isWidened: true }),
  };
  const lines = series.flatMap((one, index) => lineOf(one.points, colourOf(index), frame));
  return [...gridOf(frame), ...lines];
}

/** The chart as an SVG that needs nothing else; the same chart is the same text. */
export function drawChart(chart: ProofChart): string {
  const shown = chart.series.filter(({ points }) => points.length > 0);
  const legend = legendOf(shown.map(({ name }) => name));
  const top = TITLE_HEIGHT + legend.rows * LEGEND_ROW + 14;
  const height = top + PLOT.height + FOOT_HEIGHT;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" width="${WIDTH}" height="${height}" role="img" font-family="sans-serif" font-size="12" fill="${INK}">`,
    `<title>${escapeXml(chart.title)}</title>`,
    ...labelsOf(chart, top),
    ...legend.marks,
    ...plotOf({ ...chart, series: shown }, top),
    '</svg>',
    '',
  ].join('\n');
}
