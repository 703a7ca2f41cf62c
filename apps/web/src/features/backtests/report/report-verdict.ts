import type { BacktestReport } from '@quarterdeck/core/contract/backtest.schema';
import { formatMoney } from '../../../format/money.ts';
import { countOf, formatPct } from '../../../format/ratio.ts';
import { formatRatio } from '../../../format/signed-pct.ts';
import { lengthText } from '../../../format/span-text.ts';

export interface ReportVerdict {
  readonly tone: 'gain' | 'loss' | 'flat';
  readonly headline: string;
  readonly detail: string;
}

function withoutTrades({ totals, denialsByCode }: BacktestReport, over: string): ReportVerdict {
  const [most] = denialsByCode.toSorted((a, b) => b.count - a.count);
  const why = most
    ? `${countOf(totals.denials, 'order')} were refused, most by ${most.code}.`
    : 'The rule never fired on this data.';
  return { tone: 'flat', headline: `No trade in ${over}`, detail: why };
}

/** Fees that turned a gain into a loss are the first thing to know of a run. */
function feesText({ totals, currency }: BacktestReport): string {
  const fees = `${formatMoney(totals.fees)} ${currency}`;
  const isEaten = Number(totals.gross) > 0 && Number(totals.net) <= 0;
  return isEaten
    ? `It made ${formatMoney(totals.gross)} ${currency} before costs; fees of ${fees} took more than that.`
    : `Fees took ${fees}.`;
}

/** What the run says, in two sentences. */
export function describeReport(report: BacktestReport): ReportVerdict {
  const { totals, statistics, span } = report;
  const over = lengthText(span.tsLast - span.tsFrom);
  if (statistics.trades === 0) return withoutTrades(report, over);
  const net = Number(totals.net);
  const tone = net > 0 ? 'gain' : net < 0 ? 'loss' : 'flat';
  const verb = { gain: 'Made', loss: 'Lost', flat: 'Neither made nor lost' }[tone];
  const amount = tone === 'flat' ? '' : ` ${formatPct(Math.abs(totals.returnPct), 2)}`;
  return {
    tone,
    headline: `${verb}${amount} in ${over}, after fees`,
    detail: [
      `${countOf(statistics.trades, 'trade')}, ${formatPct(statistics.winRatePct, 0)} won,`,
      `profit factor ${formatRatio(statistics.profitFactor)},`,
      `largest fall ${formatPct(statistics.maxDrawdownPct, 2)}.`,
      feesText(report),
    ].join(' '),
  };
}
