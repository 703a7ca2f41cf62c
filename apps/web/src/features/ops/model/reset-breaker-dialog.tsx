'use client';

import type { AgentStatus } from '@quarterdeck/core/contract/agent/agent-status.schema';
import { useState } from 'react';
import { formatUsd } from '../../../format/usd.ts';
import { useTRPCClient } from '../../../trpc/trpc-context.ts';
import { useCommand } from '../../../trpc/use-command.ts';
import { useSlice } from '../../../trpc/use-live.ts';
import { countOf } from '../../../format/ratio.ts';
import { Dialog, Effects } from '../../../ui/dialog.tsx';
import { isReason, ReasonField } from '../../../ui/reason-field.tsx';
import { causeText } from './breaker-text.ts';

interface ResetBreakerDialogProps {
  readonly agent: AgentStatus;
  readonly onClose: () => void;
}

/** Lets questions out again before the breaker would by itself. */
export function ResetBreakerDialog({ agent, onClose }: ResetBreakerDialogProps) {
  const [reason, setReason] = useState('');
  const client = useTRPCClient();
  const positions = useSlice('positions') ?? [];
  const reset = useCommand<{ reason: string }>((input) => client.ops.resetBreaker.mutate(input));
  const { breaker, budget, symbols, model } = agent;
  return (
    <Dialog
      title="Close the breaker"
      onClose={onClose}
      actLabel="Close breaker: ask the model again"
      actTestId="reset-breaker-confirm"
      canAct={isReason(reason)}
      onAct={() => reset.run({ reason: reason.trim() }, onClose)}
      phase={reset.phase}
    >
      <Effects
        lines={[
          { on: 'Open', what: causeText(breaker.cause) },
          {
            on: 'Questions',
            what: `${symbols.join(', ')} may be asked about at once, by ${model ?? 'no model: the budget is spent'}`,
          },
          {
            on: 'Budget',
            what: `${formatUsd(budget.spent)} of ${formatUsd(budget.limit)} spent today; a failure may cost more`,
          },
          {
            on: 'Positions',
            what:
              positions.length === 0
                ? 'none open'
                : `${countOf(positions.length, 'open position')}, left as they are`,
          },
        ]}
      />
      <ReasonField
        label="What has been mended?"
        value={reason}
        onText={setReason}
        testId="reset-breaker-reason"
      />
    </Dialog>
  );
}
