import type { BacktestReport } from '@quarterdeck/core/contract/backtest.schema';
import { formatMoney } from '../../../format/money.ts';
import { formatCount, formatPct } from '../../../format/ratio.ts';
import { formatRatio } from '../../../format/signed-pct.ts';
import { lengthText } from '../../../format/span-text.ts';
import { FigureStrip, type StripFigure } from '../../../ui/figure-strip.tsx';
import { Figure } from '../../../ui/figure.tsx';
import { Pnl } from '../../../ui/money.tsx';
import { ReturnPct } from '../../../ui/return-pct.tsx';

const ratio = (value: number | null) => <Figure>{formatRatio(value)}</Figure>;

function figuresOf({ totals, statistics, currency }: BacktestReport): readonly StripFigure[] {
  const { expectancy, averageWin, averageLoss } = statistics;
  return [
    {
      name: 'Return',
      value: <ReturnPct value={totals.returnPct} />,
      foot:
        statistics.cagrPct === null ? (
          'too short for a year'
        ) : (
          <>
            <ReturnPct value={statistics.cagrPct} decimals={1} /> a year
          </>
        ),
    },
    {
      name: `Net, ${currency}`,
      value: <Pnl value={totals.net} />,
      foot: `gross ${formatMoney(totals.gross, { sign: 'always' })}`,
    },
    {
      name: 'Fees',
      value: <Figure title={totals.fees}>{formatMoney(totals.fees)}</Figure>,
      foot: `funding ${formatMoney(totals.funding, { sign: 'always' })}`,
    },
    {
      name: 'Largest fall',
      value: <Figure>{formatPct(statistics.maxDrawdownPct, 2)}</Figure>,
      foot: `lasted ${lengthText(statistics.maxDrawdownMs)}`,
    },
    {
      name: 'Sharpe',
      value: ratio(statistics.sharpe),
      foot: `sortino ${formatRatio(statistics.sortino)}`,
    },
    {
      name: 'Profit factor',
      value: ratio(statistics.profitFactor),
      foot:
        averageWin === null || averageLoss === null
          ? 'win and loss not both'
          : `${formatMoney(averageWin)} / ${formatMoney(averageLoss)}`,
    },
    {
      name: 'Trades',
      value: <Figure>{formatCount(statistics.trades)}</Figure>,
      foot: `${formatPct(statistics.winRatePct)} won`,
    },
    {
      name: 'A trade',
      value: expectancy === null ? <Figure>–</Figure> : <Pnl value={expectancy} />,
      foot:
        statistics.medianHoldMs === null
          ? ''
          : `held ${lengthText(statistics.medianHoldMs)}, median`,
    },
    {
      name: 'Calmar',
      value: ratio(statistics.calmar),
      foot: `${formatPct(statistics.exposurePct)} of time in`,
    },
  ];
}

export const ReportFigures = ({ report }: { readonly report: BacktestReport }) => (
  <FigureStrip label="Figures of the run" figures={figuresOf(report)} />
);
