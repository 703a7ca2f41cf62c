'use client';

import type { StrategyRow } from '@quarterdeck/core/contract/console-state.schema';
import type { StrategyCard } from '@quarterdeck/core/contract/strategy-card.schema';
import Link from 'next/link';
import { formatCount, formatPct, formatShare } from '../../../format/ratio.ts';
import { formatRatio } from '../../../format/signed-pct.ts';
import { Chip, Dot } from '../../../ui/chip.tsx';
import type { Column } from '../../../ui/data-table.tsx';
import { Figure } from '../../../ui/figure.tsx';
import { Age } from '../../../ui/moment.tsx';
import { Pnl } from '../../../ui/money.tsx';
import { ReturnPct } from '../../../ui/return-pct.tsx';
import { Underscored } from '../../../ui/underscored.tsx';
import { positionOf } from '../switch-position.ts';
import styles from './catalogue.module.css';

/** The card says what a strategy is, the stream how it stands now. */
export interface CatalogueRow {
  readonly card: StrategyCard;
  readonly live: StrategyRow | undefined;
}

function Name({ card }: CatalogueRow) {
  return (
    <div className={styles.stack} title={card.rule}>
      <Link href={`/strategies/${card.id}`} className={styles.name}>
        <Underscored text={card.id} />
      </Link>
      <span className={styles.dim}>
        {card.variantOf ? `variant of ${card.variantOf}` : card.title}
      </span>
      {card.error ? (
        <span className={styles.failure} title={card.error}>
          {card.error}
        </span>
      ) : null}
    </div>
  );
}

function State({ card, live }: CatalogueRow) {
  if (card.state === 'failed') {
    return (
      <Chip tone="broken" title={card.error ?? ''}>
        ✗ failed
      </Chip>
    );
  }
  const position = live ? (positionOf(live) ?? 'entry without exit') : '–';
  return (
    <Link href="/ops" className={styles.state} title="The switches are on ops">
      <Dot tone={position === 'on' ? 'good' : 'held'} />
      {position}
    </Link>
  );
}

function Backtest({ card }: CatalogueRow) {
  if (!card.backtest) return <span className={styles.dim}>none yet</span>;
  const { runId, ts, summary } = card.backtest;
  return (
    <div className={styles.end}>
      <Link href={`/backtests/${runId}`} className={styles.quiet}>
        <ReturnPct value={summary.returnPct} />
      </Link>
      <span className={`figure ${styles.dim}`}>
        {formatCount(summary.trades)} · pf {formatRatio(summary.profitFactor)} · <Age ts={ts} />
      </span>
    </div>
  );
}

/** How many parameters are not as the strategy ships. */
function ownText({ params }: StrategyCard): string {
  const own = params.filter(({ origin }) => origin === 'own' || origin === 'console').length;
  return own === 0 ? 'defaults' : `${own} own`;
}

export const CATALOGUE_COLUMNS: readonly Column<CatalogueRow>[] = [
  {
    id: 'id',
    header: 'Strategy',
    isTitle: true,
    cell: (row) => <Name {...row} />,
    sortBy: (row) => row.card.id,
  },
  {
    id: 'state',
    header: 'State',
    cell: (row) => <State {...row} />,
    sortBy: ({ card, live }) => (card.state === 'failed' ? 'a' : live && positionOf(live)),
  },
  {
    id: 'net',
    header: 'Live net',
    isEnd: true,
    cell: ({ card, live }) => <Pnl value={live?.net ?? card.live.net} />,
    sortBy: ({ card, live }) => Number(live?.net ?? card.live.net),
  },
  {
    id: 'trades',
    header: 'Trades / win',
    isEnd: true,
    cell: ({ card, live }) => (
      <div className={styles.end}>
        <Figure>{formatCount(live?.trades ?? card.live.trades)}</Figure>
        {(live?.trades ?? card.live.trades) > 0 ? (
          <span className={`figure ${styles.dim}`}>
            {live ? formatShare(live.winRate) : formatPct(card.live.winRatePct)}
          </span>
        ) : null}
      </div>
    ),
    sortBy: ({ card, live }) => live?.trades ?? card.live.trades,
  },
  {
    id: 'factor',
    header: 'Live pf',
    isEnd: true,
    cell: ({ card }) => <Figure>{formatRatio(card.live.profitFactor)}</Figure>,
    sortBy: ({ card }) => card.live.profitFactor,
  },
  {
    id: 'backtest',
    header: 'Newest backtest',
    isEnd: true,
    isWide: true,
    cell: (row) => <Backtest {...row} />,
    sortBy: ({ card }) => card.backtest?.summary.returnPct,
  },
  {
    id: 'symbols',
    header: 'Symbols',
    isWide: true,
    cell: ({ card }) => <span className={styles.symbols}>{card.symbols.join(' · ')}</span>,
    sortBy: ({ card }) => card.symbols.join(),
  },
  {
    id: 'params',
    header: 'Parameters',
    isEnd: true,
    cell: ({ card }) => (
      <span className={`figure ${styles.dim}`}>
        v{card.paramsVersion} · {ownText(card)}
      </span>
    ),
    sortBy: ({ card }) => card.paramsVersion,
  },
  {
    id: 'proposals',
    header: 'Proposals',
    isEnd: true,
    cell: ({ card }) =>
      card.openProposals > 0 ? (
        <Chip tone="accent">{card.openProposals} open</Chip>
      ) : (
        <span className={styles.dim}>none</span>
      ),
    sortBy: ({ card }) => card.openProposals,
  },
];
