import { DAY_MS, HOUR_MS, MINUTE_MS } from '@quarterdeck/core/kernel/clock';

export interface Tick {
  /** Position along the axis, 0 to 1. */
  readonly at: number;
  readonly label: string;
}

/** About `wanted` round figures between two bounds: steps of 1, 2 or 5 times a power of ten. */
export function roundSteps(low: number, high: number, wanted = 5): readonly number[] {
  const rough = (high - low) / wanted;
  if (!(rough > 0)) return [low];
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map((factor) => factor * power).find((size) => size >= rough) ?? rough;
  const first = Math.ceil(low / step);
  const count = Math.floor(high / step + 1e-9) - first + 1;
  return Array.from({ length: Math.max(0, count) }, (_, index) => (first + index) * step);
}

const TIME_STEPS = [
  ...[1, 2, 5, 10, 15, 30].map((minutes) => minutes * MINUTE_MS),
  ...[1, 2, 3, 6, 12].map((hours) => hours * HOUR_MS),
  ...[1, 2, 5, 7, 14].map((days) => days * DAY_MS),
];

const inMonths = (ts: number): number => {
  const date = new Date(ts);
  return date.getUTCFullYear() * 12 + date.getUTCMonth();
};
const startOfMonth = (months: number): number => Date.UTC(Math.floor(months / 12), months % 12, 1);

function monthStarts(tsFrom: number, tsTo: number, wanted: number): readonly number[] {
  const months = inMonths(tsTo) - inMonths(tsFrom);
  const step = [1, 2, 3, 6, 12, 24, 60].find((size) => months / size <= wanted) ?? 120;
  const starts: number[] = [];
  for (
    let month = Math.ceil(inMonths(tsFrom) / step) * step;
    month <= inMonths(tsTo);
    month += step
  ) {
    const ts = startOfMonth(month);
    if (ts >= tsFrom && ts <= tsTo) starts.push(ts);
  }
  return starts;
}

function labelOf(ts: number, stepMs: number | undefined): string {
  const text = new Date(ts).toISOString();
  if (stepMs === undefined) return text.slice(0, 7);
  return stepMs < DAY_MS ? text.slice(5, 16).replace('T', ' ') : text.slice(0, 10);
}

/** Round UTC times along a span, at most `wanted` of them. */
export function timeTicks(tsFrom: number, tsTo: number, wanted = 7): readonly Tick[] {
  const span = tsTo - tsFrom;
  if (span <= 0) return [{ at: 0, label: labelOf(tsFrom, MINUTE_MS) }];
  const stepMs = TIME_STEPS.find((size) => span / size <= wanted);
  const first = stepMs === undefined ? 0 : Math.ceil(tsFrom / stepMs) * stepMs;
  const times =
    stepMs === undefined
      ? monthStarts(tsFrom, tsTo, wanted)
      : Array.from(
          { length: Math.floor((tsTo - first) / stepMs) + 1 },
          (_, step) => first + step * stepMs,
        );
  return times.map((ts) => ({ at: (ts - tsFrom) / span, label: labelOf(ts, stepMs) }));
}
