'use client';

import type { BacktestReport } from '@quarterdeck/core/contract/backtest.schema';
import { formatCount, formatPct } from '../../../format/ratio.ts';
import type { Column } from '../../../ui/data-table.tsx';
import { Figure } from '../../../ui/figure.tsx';
import { Amount, Pnl } from '../../../ui/money.tsx';
import { TablePanel } from '../../../ui/table-panel.tsx';
import { Underscored } from '../../../ui/underscored.tsx';

type GroupRow = BacktestReport['bySymbol'][number];

const columnsNaming = (header: string): readonly Column<GroupRow>[] => [
  {
    id: 'name',
    header,
    cell: (row) => <Underscored text={row.name} />,
    sortBy: (row) => row.name,
  },
  {
    id: 'trades',
    header: 'Trades',
    isEnd: true,
    cell: (row) => <Figure>{formatCount(row.trades)}</Figure>,
    sortBy: (row) => row.trades,
  },
  {
    id: 'win',
    header: 'Win',
    isEnd: true,
    cell: (row) => <Figure>{formatPct(row.winRatePct, 0)}</Figure>,
    sortBy: (row) => row.winRatePct,
  },
  {
    id: 'fees',
    header: 'Fees',
    isEnd: true,
    cell: (row) => <Amount value={row.fees} />,
    sortBy: (row) => Number(row.fees),
  },
  {
    id: 'net',
    header: 'Net',
    isEnd: true,
    cell: (row) => <Pnl value={row.net} />,
    sortBy: (row) => Number(row.net),
  },
];

interface GroupPanelProps {
  readonly title: string;
  readonly header: string;
  readonly storageKey: string;
  readonly rows: readonly GroupRow[];
}

/** The same trades, summed by one of their properties. */
export function GroupPanel({ title, header, storageKey, rows }: GroupPanelProps) {
  return (
    <TablePanel
      title={title}
      storageKey={storageKey}
      columns={columnsNaming(header)}
      rows={rows}
      keyOf={(row) => row.name}
      textOf={(row) => row.name}
      bodyHeight={180}
      age=""
      isFixed
      isHistory
      empty={{ what: 'No trades', why: 'Nothing was opened on this data.' }}
    />
  );
}
