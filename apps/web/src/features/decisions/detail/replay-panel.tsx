'use client';

import { describeFailure } from '../../../trpc/refusal.ts';
import { Button } from '../../../ui/button.tsx';
import { Panel } from '../../../ui/panel.tsx';
import { useReplay } from '../use-decisions.ts';
import styles from './detail.module.css';

/** Works the decision out again from what was stored; nobody is asked and nothing is sent. */
export function ReplayPanel({ decisionId }: { readonly decisionId: string }) {
  const replay = useReplay();
  return (
    <Panel title="Replay" age="" testId="decision-replay" isPadded>
      <div className={styles.replay}>
        <Button
          tone="accent"
          disabled={replay.isPending}
          data-testid="replay-button"
          onClick={() => replay.mutate(decisionId)}
        >
          {replay.isPending ? 'Working it out…' : 'Replay'}
        </Button>
        <p className={styles.dim}>
          From the stored answer and inputs, without asking the model and without an order.
        </p>
      </div>
      <ReplayOutcome replay={replay} />
    </Panel>
  );
}

function ReplayOutcome({ replay }: { readonly replay: ReturnType<typeof useReplay> }) {
  if (replay.isError) {
    const { code, text } = describeFailure(replay.error);
    return (
      <p className={styles.differs} role="alert">
        {code === 'REPLAY_NOT_AVAILABLE'
          ? 'Not available: this engine cannot work decisions out again.'
          : `Not replayed: ${code}${text === '' ? '' : ` · ${text}`}`}
      </p>
    );
  }
  if (!replay.data) return null;
  const { isSame, difference } = replay.data;
  if (isSame || difference === null) {
    return (
      <p className={styles.same} role="status">
        ✓ The same: this program decides what that one did.
      </p>
    );
  }
  return (
    <div className={styles.differs} role="status">
      <p>
        ✗ It comes out otherwise at <code>{difference.path}</code>
      </p>
      <dl>
        <dt>recorded</dt>
        <dd className="figure">{difference.recorded}</dd>
        <dt>now</dt>
        <dd className="figure">{difference.replayed}</dd>
      </dl>
    </div>
  );
}
