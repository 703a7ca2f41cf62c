'use client';

import type { DecisionSummary } from '@quarterdeck/core/contract/agent/decision-list.schema';
import { formatChance } from '../../../format/chance.ts';
import { formatShort } from '../../../format/short-figure.ts';
import { formatUsd } from '../../../format/usd.ts';
import type { Column } from '../../../ui/data-table.tsx';
import { Figure } from '../../../ui/figure.tsx';
import { DateClock } from '../../../ui/moment.tsx';
import { Underscored } from '../../../ui/underscored.tsx';
import { OutcomeChip } from '../outcome-chip.tsx';
import { shortModel } from '../outcome-look.ts';
import styles from './list.module.css';

const WHO = { model: 'Claude', rules: 'rules' } as const;

/** The columns of one decision. */
export const DECISION_COLUMNS: readonly Column<DecisionSummary>[] = [
  {
    id: 'time',
    header: 'Time',
    cell: (row) => <DateClock ts={row.tsDecision} />,
    sortBy: (row) => row.tsDecision,
    width: 96,
  },
  {
    id: 'symbol',
    header: 'Symbol',
    isTitle: true,
    cell: (row) => <b>{row.symbol}</b>,
    sortBy: (row) => row.symbol,
  },
  { id: 'actor', header: 'By', cell: (row) => WHO[row.actor], sortBy: (row) => row.actor },
  {
    id: 'outcome',
    header: 'Outcome',
    cell: (row) => <OutcomeChip outcome={row.outcome} />,
    sortBy: (row) => row.outcome,
  },
  {
    id: 'gate',
    header: 'Gate',
    cell: (row) => <span className={styles.whole}>{row.gateLayer}</span>,
    sortBy: (row) => row.gateLayer,
  },
  {
    id: 'action',
    header: 'Action',
    cell: (row) => row.action?.toLowerCase() ?? '–',
    sortBy: (row) => row.action,
  },
  {
    id: 'chance',
    header: 'Chance',
    isEnd: true,
    cell: (row) => (
      <Figure title="Stated probability, and what the record makes of it">
        {row.pRaw === null ? '–' : `${formatChance(row.pRaw)} → ${formatChance(row.pCalibrated)}`}
      </Figure>
    ),
    sortBy: (row) => row.pCalibrated ?? row.pRaw,
  },
  {
    id: 'size',
    header: 'Size',
    isEnd: true,
    cell: (row) => (
      <Figure title={row.sizeFinal === null ? undefined : String(row.sizeFinal)}>
        {row.sizeFinal === null ? '–' : formatShort(row.sizeFinal)}
      </Figure>
    ),
    sortBy: (row) => row.sizeFinal,
  },
  {
    id: 'orders',
    header: 'Orders',
    isEnd: true,
    cell: (row) => <Figure>{row.orders}</Figure>,
    sortBy: (row) => row.orders,
  },
  {
    id: 'model',
    header: 'Model',
    cell: (row) => (
      <span className={styles.whole}>{row.model === null ? '–' : shortModel(row.model)}</span>
    ),
    sortBy: (row) => row.model,
  },
  {
    id: 'cost',
    header: 'Cost',
    isEnd: true,
    cell: (row) => <Figure title={`${row.cost} US dollars`}>{formatUsd(row.cost)}</Figure>,
    sortBy: (row) => Number(row.cost),
  },
  {
    id: 'veto',
    header: 'Veto',
    isWide: true,
    cell: (row) =>
      row.vetoCode === null ? (
        '–'
      ) : (
        <span className={styles.veto}>
          <Underscored text={row.vetoCode} />
        </span>
      ),
    sortBy: (row) => row.vetoCode,
  },
];
