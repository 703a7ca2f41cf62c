'use client';

import type { OrderRow } from '@quarterdeck/core/contract/console-state.schema';
import { formatPrice, formatQuantity } from '../../format/money.ts';
import { useTRPCClient } from '../../trpc/trpc-context.ts';
import { useCommand } from '../../trpc/use-command.ts';
import { Dialog, Effects } from '../../ui/dialog.tsx';

interface CancelDialogProps {
  readonly row: OrderRow;
  readonly onClose: () => void;
}

export function CancelDialog({ row, onClose }: CancelDialogProps) {
  const client = useTRPCClient();
  const cancel = useCommand<{ clientOrderId: string }>((input) =>
    client.ops.cancelOrder.mutate(input),
  );
  const at = row.price === null ? 'at market' : `at ${formatPrice(row.price)}`;
  return (
    <Dialog
      title="Cancel an order"
      onClose={onClose}
      actLabel={`Cancel ${row.side} ${formatQuantity(row.qty)} ${row.symbol}`}
      actTone="danger"
      actTestId="cancel-confirm"
      canAct
      onAct={() => cancel.run({ clientOrderId: row.clientOrderId }, onClose)}
      phase={cancel.phase}
    >
      <Effects
        lines={[
          {
            on: 'Order',
            what: `${row.type} ${row.side} ${formatQuantity(row.qty)} ${row.symbol} ${at}, ${formatQuantity(row.filledQty)} filled. The rest is cancelled; the venue may fill it first.`,
          },
          {
            on: 'Position',
            what:
              row.purpose === 'entry'
                ? 'what is filled already stays open'
                : `stays open; this was its ${row.purpose} order, and the desk may send another`,
          },
        ]}
      />
    </Dialog>
  );
}
