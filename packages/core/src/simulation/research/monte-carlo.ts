import { createRng, type Rng } from '../../kernel/rng.ts';

export interface MonteCarloRequest {
  /** Net result of each trade in the order they closed, account currency. Statistics may be float; the ledger is not. */
  readonly nets: readonly number[];
  readonly startingBalance: number;
  readonly runs: number;
  readonly seed: number;
  /**
   * Without replacement: the same trades in another order; the ending stays, the way there does not. With: each draw may
   * take a trade again, as if the strategy went on like this.
   */
  readonly withReplacement: boolean;
}

const PERCENTILES = [1, 5, 25, 50, 75, 95, 99] as const;

export interface PercentileRow {
  readonly percentile: number;
  readonly ending: number;
  readonly maxDrawdownPct: number;
}

export interface MonteCarloResult {
  readonly runs: number;
  readonly trades: number;
  readonly withReplacement: boolean;
  /** What really happened, from the same trades in their own order. */
  readonly actual: { readonly ending: number; readonly maxDrawdownPct: number };
  /** Each column sorted by itself: a row is no single run. */
  readonly table: readonly PercentileRow[];
  /** Share of the runs that end below the start. */
  readonly lossShare: number;
  /** Share of the runs with a larger drawdown than the real order had. */
  readonly deeperShare: number;
}

interface Path {
  readonly ending: number;
  readonly maxDrawdownPct: number;
}

function followPath(nets: Iterable<number>, startingBalance: number): Path {
  let equity = startingBalance;
  let peak = equity;
  let deepest = 0;
  for (const net of nets) {
    equity += net;
    peak = Math.max(peak, equity);
    if (peak > 0) deepest = Math.max(deepest, (peak - equity) / peak);
  }
  return { ending: equity, maxDrawdownPct: deepest * 100 };
}

/** R. A. Fisher and F. Yates, in place. */
function shuffle(values: Float64Array, rng: Rng): void {
  for (let last = values.length - 1; last > 0; last -= 1) {
    const other = Math.floor(rng.next() * (last + 1));
    const kept = values[last] ?? 0;
    values[last] = values[other] ?? 0;
    values[other] = kept;
  }
}

function redraw(from: readonly number[], into: Float64Array, rng: Rng): void {
  for (let index = 0; index < into.length; index += 1) {
    into[index] = from[Math.floor(rng.next() * from.length)] ?? 0;
  }
}

/** Nearest rank: the smallest value that at least so many percent do not exceed. */
export function percentileOf(sorted: Float64Array, percentile: number): number {
  const rank = Math.max(1, Math.ceil((percentile / 100) * sorted.length));
  return sorted[rank - 1] ?? Number.NaN;
}

const shareOf = (values: Float64Array, holds: (value: number) => boolean): number =>
  values.length === 0 ? 0 : values.filter(holds).length / values.length;

/** How different the same trades could have felt. Deterministic by seed. */
export function runMonteCarlo(request: MonteCarloRequest): MonteCarloResult {
  const { nets, startingBalance, runs, seed, withReplacement } = request;
  const rng = createRng(seed);
  const order = Float64Array.from(nets);
  const endings = new Float64Array(runs);
  const drawdowns = new Float64Array(runs);
  const actual = followPath(nets, startingBalance);
  for (let run = 0; run < runs; run += 1) {
    if (withReplacement) redraw(nets, order, rng);
    else shuffle(order, rng);
    const path = followPath(order, startingBalance);
    // Sums of another order differ in the last bits only; the ending of the same trades is one figure.
    endings[run] = withReplacement ? path.ending : actual.ending;
    drawdowns[run] = path.maxDrawdownPct;
  }
  endings.sort();
  drawdowns.sort();
  return {
    runs,
    trades: nets.length,
    withReplacement,
    actual,
    table: PERCENTILES.map((percentile) => ({
      percentile,
      ending: percentileOf(endings, percentile),
      maxDrawdownPct: percentileOf(drawdowns, percentile),
    })),
    lossShare: shareOf(endings, (ending) => ending < startingBalance),
    deeperShare: shareOf(drawdowns, (pct) => pct > actual.maxDrawdownPct),
  };
}
