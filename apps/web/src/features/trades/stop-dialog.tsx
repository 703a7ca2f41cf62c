'use client';

import type { PositionRow } from '@quarterdeck/core/contract/console-state.schema';
import { useState } from 'react';
import { formatBps } from '../../format/ratio.ts';
import { useTRPCClient } from '../../trpc/trpc-context.ts';
import { useCommand } from '../../trpc/use-command.ts';
import { Dialog, Effects } from '../../ui/dialog.tsx';
import { Field } from '../../ui/field.tsx';
import { Price } from '../../ui/price.tsx';
import { checkStop, firesAtOnce } from './stop-check.ts';

interface StopDialogProps {
  readonly row: PositionRow;
  readonly onClose: () => void;
}

export function StopDialog({ row, onClose }: StopDialogProps) {
  const [price, setPrice] = useState(row.stopPrice);
  const client = useTRPCClient();
  const move = useCommand<{ positionId: string; stopPrice: string }>((input) =>
    client.ops.moveStop.mutate(input),
  );
  const wrong = checkStop(price);
  const isFiring = wrong === undefined && firesAtOnce(price, row);
  const distance = (Number(price) / Number(row.markPrice) - 1) * 10_000;
  return (
    <Dialog
      title={`Move the stop of ${row.symbol} ${row.side}`}
      onClose={onClose}
      actLabel={isFiring ? `Stop at ${price}: closes at once` : `Move the stop to ${price}`}
      actTone={isFiring ? 'danger' : 'accent'}
      actTestId="stop-confirm"
      canAct={wrong === undefined && price !== row.stopPrice}
      onAct={() => move.run({ positionId: row.positionId, stopPrice: price }, onClose)}
      phase={move.phase}
    >
      <Effects
        lines={[
          { on: 'Now', what: <Price symbol={row.symbol} value={row.stopPrice} /> },
          { on: 'Mark', what: <Price symbol={row.symbol} value={row.markPrice} /> },
          { on: 'Entry', what: <Price symbol={row.symbol} value={row.entryPrice} /> },
          {
            on: 'Effect',
            what: isFiring
              ? 'At or past the mark: the safety layer closes the whole position with the next quote.'
              : 'The safety layer closes the whole position at market when the mark reaches it.',
          },
        ]}
      />
      <Field
        label="Stop price"
        value={price}
        onText={setPrice}
        wrong={wrong}
        hint={wrong ? undefined : `${formatBps(distance)} from the mark`}
        inputMode="decimal"
        data-autofocus
        data-testid="stop-price"
      />
    </Dialog>
  );
}
