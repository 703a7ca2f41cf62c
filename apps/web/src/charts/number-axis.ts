import { formatShort } from '../format/short-figure.ts';
import { valueAxis } from './value-axis.ts';

export interface NumberAxis {
  readonly scale: 'linear' | 'log';
  readonly domain: readonly [number, number];
  readonly ticks: readonly number[];
}

export interface NumberAxisWish {
  readonly isLog: boolean;
  /** Ends at round figures, and at zero where nothing is below it; otherwise where the values end. */
  readonly isWidened: boolean;
}

/** On a shorter axis a logarithm has nothing to show, and would hide where zero is. */
const LEAST_LOG_RATIO = 10;
/** As many figures as this are named themselves, instead of round ones beside them. */
const MOST_NAMED = 6;
const MOST_POWERS = 4;
const EMPTY: NumberAxis = { scale: 'linear', domain: [0, 1], ticks: [] };

function powersAround(least: number, most: number): readonly number[] {
  const first = Math.floor(Math.log10(least));
  const last = Math.ceil(Math.log10(most));
  const factors = last - first > MOST_POWERS ? [1] : [1, 3];
  return Array.from({ length: last - first + 1 }, (_, at) => first + at).flatMap((power) =>
    factors.map((factor) => Number(`${String(factor)}e${String(power)}`)),
  );
}

function logAxis(own: readonly number[], isWidened: boolean): NumberAxis {
  const least = own[0] ?? 1;
  const most = own.at(-1) ?? 10;
  const figures = powersAround(least, most);
  const low = isWidened ? (figures.findLast((figure) => figure <= least) ?? least) : least;
  const high = isWidened ? (figures.find((figure) => figure >= most) ?? most) : most;
  const isNamed = !isWidened && own.length <= MOST_NAMED;
  const ticks = isNamed ? own : figures.filter((figure) => figure >= low && figure <= high);
  return { scale: 'log', domain: [low, high], ticks };
}

function linearAxis(own: readonly number[], isWidened: boolean): NumberAxis {
  const least = own[0] ?? 0;
  const most = own.at(-1) ?? 1;
  const { ticks } = valueAxis(isWidened && least > 0 ? [0, most] : own);
  if (isWidened || least === most) {
    return { scale: 'linear', domain: [ticks[0] ?? least, ticks.at(-1) ?? most], ticks };
  }
  const isNamed = own.length <= MOST_NAMED;
  const within = ticks.filter((tick) => tick >= least && tick <= most);
  return { scale: 'linear', domain: [least, most], ticks: isNamed ? own : within };
}

/** An axis over these figures; one with zero or less on it, or a short one, is never logarithmic. */
export function numberAxis(values: readonly number[], wish: NumberAxisWish): NumberAxis {
  const own = [...new Set(values)].filter(Number.isFinite).toSorted((one, other) => one - other);
  const least = own[0];
  const most = own.at(-1);
  if (least === undefined || most === undefined) return EMPTY;
  const isLog = wish.isLog && least > 0 && most / least >= LEAST_LOG_RATIO;
  return isLog ? logAxis(own, wish.isWidened) : linearAxis(own, wish.isWidened);
}

/** A figure at an axis, short enough for its margin: "0.05", "2,500", "150k", "1.5M". */
export function tickText(value: number): string {
  const size = Math.abs(value);
  if (size >= 1e9) return `${formatShort(value / 1e9)}G`;
  if (size >= 1e6) return `${formatShort(value / 1e6)}M`;
  return size >= 1e4 ? `${formatShort(value / 1e3)}k` : formatShort(value);
}
