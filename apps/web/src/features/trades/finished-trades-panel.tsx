'use client';

import { IconDownload } from '@tabler/icons-react';
import type { TradeRow } from '@quarterdeck/core/contract/console-state.schema';
import { useState } from 'react';
import { saveFile } from '../../charts/save-file.ts';
import { formatAge } from '../../format/age.ts';
import { formatQuantity } from '../../format/money.ts';
import { Button } from '../../ui/button.tsx';
import type { Column } from '../../ui/data-table.tsx';
import { Figure } from '../../ui/figure.tsx';
import { DateClock } from '../../ui/moment.tsx';
import { TablePanel } from '../../ui/table-panel.tsx';
import { pnlColumn, priceColumn, strategyColumn, subjectColumn } from './row-columns.tsx';
import { TradeStory } from './trade-story.tsx';
import { tradesCsv } from './trades-csv.ts';

const COLUMNS: readonly Column<TradeRow>[] = [
  {
    id: 'opened',
    header: 'Opened',
    cell: (row) => <DateClock ts={row.tsOpened} />,
    sortBy: (row) => row.tsOpened,
  },
  subjectColumn('Trade'),
  strategyColumn(),
  {
    id: 'qty',
    header: 'Qty',
    isEnd: true,
    cell: (row) => <Figure title={row.qty}>{formatQuantity(row.qty)}</Figure>,
  },
  priceColumn({ id: 'entry', header: 'Entry', of: (row) => row.entryPrice }),
  priceColumn({ id: 'exit', header: 'Exit', of: (row) => row.exitPrice }),
  {
    id: 'held',
    header: 'Held',
    isEnd: true,
    cell: (row) => <Figure>{formatAge(row.tsClosed - row.tsOpened)}</Figure>,
    sortBy: (row) => row.tsClosed - row.tsOpened,
  },
  {
    id: 'reason',
    header: 'Exit by',
    cell: (row) => <span title={row.exitThesis}>{row.exitReason.replaceAll('_', ' ')}</span>,
    sortBy: (row) => row.exitReason,
  },
  pnlColumn({ id: 'fees', header: 'Fees', of: (row) => row.fees, isExtra: true }),
  pnlColumn({ id: 'net', header: 'Net', of: (row) => row.net }),
];

const MOST_ROWS = 400;

/** Every trade of a finished run; a row opens its story, the file holds them all. */
export function FinishedTradesPanel({
  name,
  trades,
}: {
  /** Of the file to download. */
  readonly name: string;
  readonly trades: readonly TradeRow[];
}) {
  const [open, setOpen] = useState<TradeRow | undefined>(undefined);
  const save = () => saveFile(`${name}.csv`, new Blob([tradesCsv(trades)], { type: 'text/csv' }));
  return (
    <>
      <TablePanel
        title="Trades"
        storageKey="report-trades"
        columns={COLUMNS}
        rows={trades}
        keyOf={(row) => `${row.positionId}:${row.tsClosed}`}
        textOf={(row) => `${row.symbol} ${row.side} ${row.strategyId} ${row.exitReason}`}
        bodyHeight={420}
        mostRows={MOST_ROWS}
        age=""
        isFixed
        isHistory
        hasFilter
        onOpen={setOpen}
        testId="report-trades"
        tools={
          <Button isSmall onClick={save} disabled={trades.length === 0}>
            <IconDownload size={14} aria-hidden /> CSV
          </Button>
        }
        empty={{ what: 'No trades', why: 'The verdict above says why.' }}
      />
      {open ? <TradeStory row={open} onClose={() => setOpen(undefined)} /> : null}
    </>
  );
}
