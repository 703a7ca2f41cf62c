import type { BacktestReport } from '@quarterdeck/core/contract/backtest.schema';
import { countOf, durationText, minuteText, moneyText } from './figure-text.ts';

export interface Assumption {
  readonly what: string;
  readonly how: string;
}

const BAR_RULE =
  'Inside a bar the price goes from its open to the extreme against its own direction, to the other extreme, to its close: whoever gains from a bar has lived through its worst price before. Orders take the touch of the moment at which they arrive, never the price that caused them.';
const TICK_RULE =
  'Orders take the touch that was recorded at the moment at which they arrive, never the price that caused them.';

function warmUp({ span }: BacktestReport): string {
  const ms = span.tsFrom - span.tsFirst;
  return ms <= 0
    ? 'none: strategies learn from the first price on and trade when they know enough'
    : `${durationText(ms)} of data before trading begins`;
}

function contentOf({ span }: BacktestReport): string {
  const parts = [
    [span.bars, 'bar'],
    [span.quotes, 'quote'],
    [span.trades, 'trade'],
  ] as const;
  const read = parts.filter(([count]) => count > 0).map(([count, noun]) => countOf(count, noun));
  return read.length === 0 ? 'nothing' : read.join(', ');
}

const jitterText = (jitterMs: number): string =>
  jitterMs === 0 ? '' : `, a request up to ${String(jitterMs)} ms more, drawn by the seed`;

/** Costs, fills and limits under which the figures came about, in words. */
export function assumptionsOf(report: BacktestReport): readonly Assumption[] {
  const { request, span, totals, currency } = report;
  const { costs } = request;
  const bps = (value: number): string => `${String(value)} bps`;
  return [
    {
      what: 'Fees',
      how: `taker ${bps(costs.taker_fee_bps)}, maker ${bps(costs.maker_fee_bps)} of the notional`,
    },
    {
      what: 'Spread',
      how: `${bps(costs.spread_bps)} in full around prices of one-sided data; data with bid and ask keeps its own`,
    },
    {
      what: 'Slippage',
      how:
        costs.slippage_bps === 0
          ? 'none beyond the spread'
          : `${bps(costs.slippage_bps)} against every market order`,
    },
    {
      what: 'Latency',
      how: `${String(costs.latency_ms)} ms each way${jitterText(costs.latency_jitter_ms)}; the market goes on meanwhile`,
    },
    { what: 'Fills', how: span.bars > 0 ? BAR_RULE : TICK_RULE },
    { what: 'Funding', how: request.funding.length === 0 ? 'none' : request.funding.join(', ') },
    {
      what: 'Limits',
      how:
        request.limits === 'open'
          ? 'wide open: what the strategies alone would do'
          : "the desk's own, as configured",
    },
    {
      what: 'Start',
      how: `${moneyText(totals.starting)} ${currency}, one account for all strategies`,
    },
    { what: 'Warm-up', how: warmUp(report) },
    { what: 'End', how: 'what is open after the last price is closed at it, with fees' },
    { what: 'Data', how: request.data.join(', ') },
    {
      what: 'Read',
      how: `${contentOf(report)}, ${minuteText(span.tsFrom)} to ${minuteText(span.tsLast)} UTC`,
    },
    { what: 'Seed', how: String(request.seed) },
  ];
}
