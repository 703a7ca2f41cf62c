import { formatMoney } from '../format/money.ts';

export interface ValueAxis {
  /** Round values, the outer two just beyond the series. */
  readonly ticks: readonly number[];
  readonly labels: readonly string[];
}

const WANTED_STEPS = 4;
/** Around a series that never moved. */
const FLAT_MARGIN = 1;

/** The smallest 1, 2 or 5 times a power of ten that covers the range in the wanted number of steps. */
function roundStep(range: number): { readonly step: number; readonly decimals: number } {
  const raw = range / WANTED_STEPS;
  const power = Math.floor(Math.log10(raw));
  const factor = [1, 2, 5].find((each) => each >= raw / 10 ** power);
  const exponent = factor === undefined ? power + 1 : power;
  return { step: (factor ?? 1) * 10 ** exponent, decimals: Math.max(0, -exponent) };
}

/** The scale beside a chart. Its decimals follow from the step, so that no two ticks read the same. */
export function valueAxis(values: readonly number[]): ValueAxis {
  const lowest = values.reduce((low, value) => Math.min(low, value), Infinity);
  const highest = values.reduce((high, value) => Math.max(high, value), -Infinity);
  if (lowest > highest) return { ticks: [], labels: [] };
  const margin = lowest === highest ? FLAT_MARGIN : 0;
  const { step, decimals } = roundStep(highest - lowest + 2 * margin);
  const first = Math.floor((lowest - margin) / step);
  const last = Math.ceil((highest + margin) / step);
  const ticks = Array.from(
    { length: last - first + 1 },
    (_, at) =>
      // A multiple of 0.1 is not exact; `+ 0` turns a minus zero into zero.
      Number(((first + at) * step).toFixed(decimals)) + 0,
  );
  return { ticks, labels: ticks.map((tick) => formatMoney(tick.toFixed(decimals), { decimals })) };
}
