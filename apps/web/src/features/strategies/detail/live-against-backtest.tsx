import type { BacktestSummary } from '@quarterdeck/core/contract/backtest-run.schema';
import type { StrategyCard } from '@quarterdeck/core/contract/strategy-card.schema';
import Link from 'next/link';
import type { ReactNode } from 'react';
import { formatCount, formatPct } from '../../../format/ratio.ts';
import { formatRatio } from '../../../format/signed-pct.ts';
import { Age } from '../../../ui/moment.tsx';
import { Pnl } from '../../../ui/money.tsx';
import { Panel } from '../../../ui/panel.tsx';
import { ReturnPct } from '../../../ui/return-pct.tsx';
import styles from './detail.module.css';

interface Line {
  readonly name: string;
  readonly live: ReactNode;
  readonly backtest: ReactNode;
}

const NONE = '–';

/** Net of a trade on average, rounded: a summary holds no more. */
const expectancyOf = ({ net, trades }: BacktestSummary): string | null =>
  trades === 0 ? null : (Number(net) / trades).toFixed(4);

const money = (value: string | null | undefined) =>
  value === null || value === undefined ? NONE : <Pnl value={value} />;

function linesOf({ live, backtest }: StrategyCard): readonly Line[] {
  const past = backtest?.summary;
  return [
    {
      name: 'Trades',
      live: formatCount(live.trades),
      backtest: past ? formatCount(past.trades) : NONE,
    },
    { name: 'Net of fees', live: money(live.net), backtest: money(past?.net) },
    {
      name: 'A trade',
      live: money(live.expectancy),
      backtest: money(past ? expectancyOf(past) : null),
    },
    {
      name: 'Win rate',
      live: formatPct(live.winRatePct),
      backtest: past ? formatPct(past.winRatePct) : NONE,
    },
    {
      name: 'Profit factor',
      live: formatRatio(live.profitFactor),
      backtest: formatRatio(past?.profitFactor ?? null),
    },
    { name: 'Return', live: NONE, backtest: past ? <ReturnPct value={past.returnPct} /> : NONE },
    { name: 'Sharpe', live: NONE, backtest: formatRatio(past?.sharpe ?? null) },
    {
      name: 'Largest fall',
      live: NONE,
      backtest: past ? formatPct(past.maxDrawdownPct, 2) : NONE,
    },
  ];
}

/** What it makes here beside what it made on past data. */
export function LiveAgainstBacktest({ card }: { readonly card: StrategyCard }) {
  return (
    <Panel
      title="Live against backtest"
      testId="live-against-backtest"
      age={
        card.backtest ? (
          <>
            run <Age ts={card.backtest.ts} /> ago
          </>
        ) : (
          ''
        )
      }
    >
      <table className={styles.facing}>
        <thead>
          <tr>
            <th scope="col">Figure</th>
            <th scope="col">Live</th>
            <th scope="col">
              {card.backtest ? (
                <Link href={`/backtests/${card.backtest.runId}`}>Backtest</Link>
              ) : (
                'Backtest'
              )}
            </th>
          </tr>
        </thead>
        <tbody>
          {linesOf(card).map(({ name, live, backtest }) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              <td className="figure">{live}</td>
              <td className="figure">{backtest}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {card.backtest ? null : (
        <p className={styles.hint}>
          No finished run of this strategy alone. <Link href="/backtests">Run one</Link> to compare.
        </p>
      )}
    </Panel>
  );
}
