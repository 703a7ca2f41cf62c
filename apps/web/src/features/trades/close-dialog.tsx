'use client';

import type { PositionRow } from '@quarterdeck/core/contract/console-state.schema';
import { useState } from 'react';
import { compareDecimals } from '../../format/decimal-text.ts';
import { formatQuantity } from '../../format/money.ts';
import { countOf } from '../../format/ratio.ts';
import { useTRPCClient } from '../../trpc/trpc-context.ts';
import { useCommand } from '../../trpc/use-command.ts';
import { useSlice } from '../../trpc/use-live.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog, Effects } from '../../ui/dialog.tsx';
import { Field } from '../../ui/field.tsx';
import { Pnl } from '../../ui/money.tsx';
import { checkPart, partOfQuantity } from './part-of-quantity.ts';

const SHARES = [25, 50, 75, 100] as const;

interface CloseDialogProps {
  readonly row: PositionRow;
  readonly onClose: () => void;
}

export function CloseDialog({ row, onClose }: CloseDialogProps) {
  const [qty, setQty] = useState(row.qty);
  const client = useTRPCClient();
  const orders = useSlice('orders') ?? [];
  const close = useCommand<{ positionId: string; qty?: string }>((input) =>
    client.ops.closePosition.mutate(input),
  );
  const wrong = checkPart(qty, row.qty);
  const isAll = wrong === undefined && compareDecimals(qty, row.qty) === 0;
  const beside = orders.filter(
    (order) => order.symbol === row.symbol && order.strategyId === row.strategyId,
  ).length;
  const act = () =>
    close.run(
      isAll ? { positionId: row.positionId } : { positionId: row.positionId, qty },
      onClose,
    );
  return (
    <Dialog
      title={`Close ${row.symbol} ${row.side}`}
      onClose={onClose}
      actLabel={
        isAll ? `Close all ${formatQuantity(row.qty)} ${row.symbol}` : `Close ${qty} ${row.symbol}`
      }
      actTone="danger"
      actTestId="close-confirm"
      canAct={wrong === undefined}
      onAct={act}
      phase={close.phase}
    >
      <Effects
        lines={[
          {
            on: 'Position',
            what: (
              <>
                {formatQuantity(row.qty)} {row.side} of {row.strategyId}, open{' '}
                <Pnl value={row.open} />. {isAll ? 'All of it is closed' : 'Part of it is closed'}{' '}
                at market; a rest too small to trade goes along.
              </>
            ),
          },
          {
            on: 'Orders',
            what:
              beside === 0
                ? 'none working for this position'
                : `${countOf(beside, 'working order')} of ${row.strategyId} in ${row.symbol}, left as ${beside === 1 ? 'it is' : 'they are'}`,
          },
          { on: 'Lock', what: 'closing by hand passes every lock' },
        ]}
      />
      <Field
        label="Quantity"
        value={qty}
        onText={setQty}
        wrong={wrong}
        inputMode="decimal"
        data-autofocus
        data-testid="close-qty"
      />
      <div style={{ display: 'flex', gap: 6 }}>
        {SHARES.map((share) => (
          <Button key={share} isSmall onClick={() => setQty(partOfQuantity(row.qty, share))}>
            {share === 100 ? 'All' : `${share} %`}
          </Button>
        ))}
      </div>
    </Dialog>
  );
}
