'use client';

import { countOf } from '../../../format/ratio.ts';
import { describeFailure } from '../../../trpc/refusal.ts';
import { useConnection } from '../../../trpc/use-live.ts';
import { Button } from '../../../ui/button.tsx';
import type { useStartBacktest } from '../use-backtests.ts';
import styles from './form.module.css';

interface SendRowProps {
  readonly start: ReturnType<typeof useStartBacktest>;
  /** Fields to put right, once sending was tried. */
  readonly wrongCount: number;
}

const DOWN = 'The engine does not answer: no run can be asked for. What is filled in stays.';

/** Sends the form, and says what came of it. */
export function SendRow({ start, wrongCount }: SendRowProps) {
  const isDown = useConnection().phase === 'disconnected';
  return (
    <div className={styles.send}>
      <span role="status" className={start.isError || isDown ? styles.wrong : styles.dim}>
        {isDown ? DOWN : statusText(start, wrongCount)}
      </span>
      <Button
        type="submit"
        tone="accent"
        disabled={start.isPending || isDown}
        data-testid="run-backtest"
      >
        {start.isPending ? 'Requested…' : 'Run backtest'}
      </Button>
    </div>
  );
}

function statusText({ isError, error, data }: SendRowProps['start'], wrongCount: number): string {
  if (wrongCount > 0) return `${countOf(wrongCount, 'field')} to put right`;
  if (isError) {
    const { code, text } = describeFailure(error);
    return `Refused: ${code}${text ? ` · ${text}` : ''}`;
  }
  return data ? `Asked for: run ${data.id}` : 'Runs beside trading, which goes on.';
}
