import { roundSteps, type Tick } from '../../../backtest/html/chart-axis.ts';
import { figureText } from './figure-text.ts';

/** One axis of a drawing: where a figure stands on it, 0 to 1, and which figures are written at it. */
export interface ChartScale {
  place(value: number): number;
  readonly ticks: readonly Tick[];
}

export interface ScaleWish {
  readonly isLog: boolean;
  /** Most ticks that fit. */
  readonly wanted: number;
  /** Widened to round figures, and to zero where nothing is below it: heights can then be compared. */
  readonly isWidened: boolean;
}

/** On a shorter axis a logarithm has nothing to show, and would hide where zero is. */
const LEAST_LOG_RATIO = 10;
/** As many figures as this are written themselves, instead of round ones beside them. */
const MOST_NAMED = 6;

const bounds = (values: readonly number[]): readonly [number, number] => [
  values.reduce((least, value) => Math.min(least, value), Number.POSITIVE_INFINITY),
  values.reduce((most, value) => Math.max(most, value), Number.NEGATIVE_INFINITY),
];

const ticksOf = (values: readonly number[], place: (value: number) => number): readonly Tick[] =>
  values
    .map((value) => ({ at: place(value), label: figureText(value) }))
    .filter(({ at }) => at > -1e-9 && at < 1 + 1e-9);

function linearScale(values: readonly number[], { wanted, isWidened }: ScaleWish): ChartScale {
  const [least, most] = bounds(values);
  const isFlat = least === most;
  const from = isWidened && least > 0 ? 0 : isFlat ? least - 1 : least;
  const to = isFlat && most <= from ? most + 1 : most;
  const steps = roundSteps(from, to, wanted);
  const step = (steps[1] ?? to) - (steps[0] ?? from);
  const low = isWidened ? Math.floor(from / step + 1e-9) * step : from;
  const high = isWidened ? Math.ceil(to / step - 1e-9) * step : to;
  const place = (value: number) => (value - low) / (high - low);
  // A hair more on both sides: the ends are sums of steps, and those are not exact.
  const hair = step * 1e-6;
  return { place, ticks: ticksOf(roundSteps(low - hair, high + hair, wanted + 1), place) };
}

/** Ones, twos and fives of each power of ten; fewer where the axis is long. */
function logFigures(low: number, high: number, wanted: number): readonly number[] {
  const first = Math.floor(Math.log10(low));
  const powers = Math.ceil(Math.log10(high)) - first + 1;
  const factors = [[1, 2, 5], [1, 3], [1]].find((some) => some.length * powers <= wanted * 1.5) ?? [
    1,
  ];
  const stride = Math.max(1, Math.ceil((powers * factors.length) / (wanted * 1.5)));
  return Array.from({ length: powers }, (_, index) => first + index)
    .filter((_, index) => index % stride === 0)
    .flatMap((power) => factors.map((factor) => Number(`${factor}e${power}`)));
}

function logScale(values: readonly number[], { wanted, isWidened }: ScaleWish): ChartScale {
  const [least, most] = bounds(values);
  const figures = logFigures(least, most, wanted);
  const low = isWidened ? (figures.findLast((figure) => figure <= least) ?? least) : least;
  const high = isWidened ? (figures.find((figure) => figure >= most) ?? most) : most;
  const length = Math.log10(high) - Math.log10(low);
  const place = (value: number) => (Math.log10(value) - Math.log10(low)) / length;
  const own = [...new Set(values)];
  const isNamed = !isWidened && own.length <= MOST_NAMED;
  return { place, ticks: ticksOf(isNamed ? own : figures, place) };
}

/** An axis over these figures, at least one; short ones and those with zero or less on them are never logarithmic. */
export function chartScale(values: readonly number[], wish: ScaleWish): ChartScale {
  const [least, most] = bounds(values);
  const isLog = wish.isLog && least > 0 && most / least >= LEAST_LOG_RATIO;
  return isLog ? logScale(values, wish) : linearScale(values, wish);
}
