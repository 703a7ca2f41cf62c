'use client';

import { IconDownload } from '@tabler/icons-react';
import type { TradeRow } from '@quarterdeck/core/contract/console-state.schema';
import { useState } from 'react';
import { saveFile } from '../../charts/save-file.ts';
import { Button } from '../../ui/button.tsx';
import type { Column } from '../../ui/data-table.tsx';
import { DateClock } from '../../ui/moment.tsx';
import { TablePanel } from '../../ui/table-panel.tsx';
import { pnlColumn } from './row-columns.tsx';
import { keyOfTrade, textOfTrade, TRADE_COLUMNS } from './trade-columns.tsx';
import { TradeStory } from './trade-story.tsx';
import { tradesCsv } from './trades-csv.ts';

const COLUMNS: readonly Column<TradeRow>[] = [
  {
    id: 'opened',
    header: 'Opened',
    cell: (row) => <DateClock ts={row.tsOpened} />,
    sortBy: (row) => row.tsOpened,
  },
  ...TRADE_COLUMNS,
  pnlColumn({ id: 'fees', header: 'Fees', of: (row) => row.fees, isExtra: true }),
  pnlColumn({ id: 'net', header: 'Net', of: (row) => row.net }),
];

const MOST_ROWS = 400;

/** The trades a report holds; a row opens its story, the file has each of them. */
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
        keyOf={keyOfTrade}
        textOf={textOfTrade}
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
