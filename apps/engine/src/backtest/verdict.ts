import type { BacktestReport } from '@quarterdeck/core/contract/backtest.schema';
import { countOf, durationText, moneyText, pctText } from './figure-text.ts';

type Outcome = 'gain' | 'loss' | 'none';

export interface Verdict {
  readonly outcome: Outcome;
  /** One sentence: what came of it. */
  readonly headline: string;
  /** What costs did to it, and how deep it fell. */
  readonly remarks: readonly string[];
}

const isNegative = (exact: string): boolean => exact.startsWith('-');
const isZero = (exact: string): boolean => !/[1-9]/.test(exact);
const unsigned = (exact: string): string => exact.replace(/^-/, '');

function outcomeOf({ totals }: BacktestReport): Outcome {
  if (isZero(totals.net)) return 'none';
  return isNegative(totals.net) ? 'loss' : 'gain';
}

function headlineOf(report: BacktestReport, outcome: Outcome): string {
  const { totals, currency, span, statistics } = report;
  const time = durationText(span.tsLast - span.tsFrom);
  if (statistics.trades === 0) return `No trade was closed in ${time}.`;
  const trades = countOf(statistics.trades, 'trade');
  if (outcome === 'none') return `Neither gained nor lost in ${time}, with ${trades}.`;
  const verb = outcome === 'gain' ? 'Gained' : 'Lost';
  const amount = `${moneyText(unsigned(totals.net))} ${currency}`;
  return `${verb} ${amount} (${pctText(totals.returnPct, { isSigned: true })}) in ${time}, with ${trades}.`;
}

function costRemark({ totals, currency }: BacktestReport, outcome: Outcome): string {
  const { gross, fees } = totals;
  const before = `${moneyText(unsigned(gross))} ${currency}`;
  const cost = `${moneyText(fees)} ${currency}`;
  if (isNegative(gross)) return `It lost ${before} before fees, and fees of ${cost} came on top.`;
  if (outcome === 'loss')
    return `It gained ${before} before fees; fees of ${cost} took more than that.`;
  const share = pctText((Number(fees) / Number(gross)) * 100, { decimals: 0 });
  return isZero(gross)
    ? `Fees were ${cost}.`
    : `Fees took ${cost}, ${share} of what it gained before them.`;
}

function fallRemark({ statistics, currency }: BacktestReport): string {
  const { maxDrawdownPct, maxDrawdown, maxDrawdownMs } = statistics;
  if (isZero(maxDrawdown)) return 'Equity never fell below an earlier peak.';
  const depth = `${pctText(maxDrawdownPct)} (${moneyText(maxDrawdown)} ${currency})`;
  return `The deepest fall was ${depth}; the longest time below a peak ${durationText(maxDrawdownMs)}.`;
}

/** What a reader takes away from a report who reads nothing else. */
export function verdictOf(report: BacktestReport): Verdict {
  const outcome = outcomeOf(report);
  const headline = headlineOf(report, outcome);
  if (report.statistics.trades === 0) return { outcome, headline, remarks: [] };
  return { outcome, headline, remarks: [costRemark(report, outcome), fallRemark(report)] };
}
