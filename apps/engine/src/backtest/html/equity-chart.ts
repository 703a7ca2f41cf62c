import type { BacktestReport } from '@quarterdeck/core/contract/backtest.schema';
import { groupThousands, minuteText, moneyText, pctText } from '../figure-text.ts';
import { roundSteps, timeTicks, type Tick } from './chart-axis.ts';
import { html, jsonMarkup, type Markup } from './markup.ts';

/** Units of the drawing; it is stretched to the width of the page, its labels are not. */
const WIDTH = 1_000;
const HEIGHT = 100;

interface Point {
  /** 0 to 1 from left to right. */
  readonly x: number;
  readonly equity: number;
  readonly drawdownPct: number;
}

interface Scale {
  readonly low: number;
  readonly high: number;
}

const percent = (share: number): string => `${(share * 100).toFixed(3)}%`;

function pointsOf({ equity, span }: BacktestReport): readonly Point[] {
  const length = Math.max(1, span.tsLast - span.tsFrom);
  return equity.map((point) => ({
    x: Math.min(1, Math.max(0, (point.ts - span.tsFrom) / length)),
    equity: Number(point.equity),
    drawdownPct: point.drawdownPct,
  }));
}

/** A twentieth of room on both sides; a flat line lies in the middle. */
function scaleOf(values: readonly number[]): Scale {
  const low = values.reduce((least, value) => Math.min(least, value), Number.POSITIVE_INFINITY);
  const high = values.reduce((most, value) => Math.max(most, value), Number.NEGATIVE_INFINITY);
  const room = (high - low) * 0.05 || Math.abs(high) * 0.0107 || 1;
  return { low: low - room, high: high + room };
}

/** Share of the height from the top. */
const fromTop = (value: number, { low, high }: Scale): number => (high - value) / (high - low);

function linePath(points: readonly Point[], topOf: (point: Point) => number): string {
  return points
    .map((point, index) => {
      const x = (point.x * WIDTH).toFixed(2);
      return `${index === 0 ? 'M' : 'L'}${x} ${(topOf(point) * HEIGHT).toFixed(2)}`;
    })
    .join('');
}

function closedPath(points: readonly Point[], line: string, top: number): string {
  const [first] = points;
  const last = points.at(-1);
  if (first === undefined || last === undefined) return '';
  const base = (top * HEIGHT).toFixed(2);
  return `${line}L${(last.x * WIDTH).toFixed(2)} ${base}L${(first.x * WIDTH).toFixed(2)} ${base}Z`;
}

interface Plot {
  readonly kind: 'equity' | 'drawdown';
  readonly title: string;
  readonly rows: readonly Tick[];
  readonly columns: readonly Tick[];
  readonly drawing: Markup;
  readonly marks: readonly Markup[];
}

function plotMarkup({ kind, title, rows, columns, drawing, marks }: Plot): Markup {
  const grid = rows.map(({ at }) => html`<i class="row" style="top:${percent(at)}"></i>`);
  const verticals = columns.map(
    ({ at }) => html`<i class="column" style="left:${percent(at)}"></i>`,
  );
  const labels = rows.map(
    ({ at, label }) => html`<span style="top:${percent(at)}">${label}</span>`,
  );
  return html`<div class="plot ${kind}">
    <div class="scale" aria-hidden="true">${labels}</div>
    <div class="area">
      ${grid}${verticals}<svg
        viewBox="0 0 ${WIDTH} ${HEIGHT}"
        preserveAspectRatio="none"
        role="img"
        aria-label="${title}"
      >
        ${drawing}</svg
      >${marks}<i class="cross" hidden></i>
    </div>
  </div>`;
}

function dot(at: { x: number; y: number }, label: string): Markup {
  const side = at.x > 0.5 ? 'left' : 'right';
  const half = at.y > 0.5 ? 'above' : 'below';
  return html`<span class="dot ${side} ${half}" style="left:${percent(at.x)};top:${percent(at.y)}"
    ><b>${label}</b></span
  >`;
}

function bottomOf(points: readonly Point[]): Point | undefined {
  return points.reduce<Point | undefined>(
    (deepest, point) => (point.drawdownPct > (deepest?.drawdownPct ?? 0) ? point : deepest),
    undefined,
  );
}

/** Highest point before the bottom: where the largest fall began. */
function peakOf(points: readonly Point[], bottom: Point): Point | undefined {
  return points
    .slice(0, points.indexOf(bottom))
    .reduce<Point | undefined>(
      (top, point) => (point.equity >= (top?.equity ?? 0) ? point : top),
      undefined,
    );
}

const figureLabel = (value: number, step: number): string => {
  const decimals = step >= 1 ? 0 : Math.min(8, Math.ceil(-Math.log10(step)));
  const [whole = '', fraction] = Math.abs(value).toFixed(decimals).split('.');
  return `${value < 0 ? '−' : ''}${groupThousands(whole)}${fraction === undefined ? '' : `.${fraction}`}`;
};

function valueTicks(scale: Scale, unit = ''): readonly Tick[] {
  const steps = roundSteps(scale.low, scale.high, unit === '' ? 5 : 3);
  const step = (steps[1] ?? 1) - (steps[0] ?? 0);
  return steps.map((value) => ({
    at: fromTop(value, scale),
    label: figureLabel(value, step) + unit,
  }));
}

function equityPlot(
  report: BacktestReport,
  points: readonly Point[],
  columns: readonly Tick[],
): Markup {
  const start = Number(report.totals.starting);
  const scale = scaleOf([start, ...points.map(({ equity }) => equity)]);
  const line = linePath(points, ({ equity }) => fromTop(equity, scale));
  const base = fromTop(start, scale);
  const baseline = (base * HEIGHT).toFixed(2);
  const bottom = bottomOf(points);
  const peak = bottom === undefined ? undefined : peakOf(points, bottom);
  const markOf = (point: Point | undefined, label: string): readonly Markup[] =>
    point === undefined ? [] : [dot({ x: point.x, y: fromTop(point.equity, scale) }, label)];
  return plotMarkup({
    kind: 'equity',
    title: `Equity in ${report.currency}`,
    rows: valueTicks(scale),
    columns,
    drawing: html`<path class="fill" d="${closedPath(points, line, base)}" /><path
        class="start"
        d="M0 ${baseline}H${WIDTH}"
      /><path class="line" d="${line}" />`,
    marks: [...markOf(peak, 'peak'), ...markOf(bottom, 'bottom')],
  });
}

function drawdownPlot(points: readonly Point[], columns: readonly Tick[]): Markup {
  const deepest = bottomOf(points)?.drawdownPct ?? 1;
  const scale = { low: -deepest * 1.08, high: 0 };
  const line = linePath(points, ({ drawdownPct }) => fromTop(-drawdownPct, scale));
  return plotMarkup({
    kind: 'drawdown',
    title: 'Drawdown in percent below the highest equity so far',
    rows: valueTicks(scale, ' %'),
    columns,
    drawing: html`<path class="fall" d="${closedPath(points, line, 0)}" /><path
        class="fall-line"
        d="${line}"
      />`,
    marks: [],
  });
}

/** Labels at the ends stay inside the chart. */
function timeLabel({ at, label }: Tick): Markup {
  const place = at < 0.04 ? 'first' : at > 0.96 ? 'last' : 'inside';
  return html`<span class="${place}" style="left:${percent(at)}">${label}</span>`;
}

/** What the readout shows of each point: place, time, equity, drawdown. */
function readoutData({ equity }: BacktestReport, points: readonly Point[]): Markup {
  const rows = equity.map(({ ts, equity: exact, drawdownPct }, index) => [
    Number((points[index]?.x ?? 0).toFixed(5)),
    minuteText(ts),
    moneyText(exact),
    pctText(drawdownPct === 0 ? 0 : -drawdownPct),
  ]);
  return html`<script type="application/json" id="curve">
    ${jsonMarkup(rows)}
  </script>`;
}

/** Equity with the drawdown below it, on one time axis. */
export function equityChart(report: BacktestReport): Markup {
  const points = pointsOf(report);
  const { span, currency } = report;
  const columns = timeTicks(span.tsFrom, span.tsLast);
  return html`<figure class="chart" id="chart">
    <figcaption>
      <span><i class="key line-key"></i>Equity, ${currency}</span
      ><span><i class="key start-key"></i>Start</span
      ><span><i class="key fall-key"></i>Drawdown</span><output id="readout"></output>
    </figcaption>
    ${equityPlot(report, points, columns)}${drawdownPlot(points, columns)}
    <div class="times" aria-hidden="true">${columns.map(timeLabel)}</div>
    ${readoutData(report, points)}
  </figure>`;
}
