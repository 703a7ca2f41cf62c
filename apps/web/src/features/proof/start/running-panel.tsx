'use client';

import type { ProofRun } from '../../../trpc/app-router.ts';
import { describeFailure } from '../../../trpc/refusal.ts';
import { Button } from '../../../ui/button.tsx';
import { Age } from '../../../ui/moment.tsx';
import { Panel } from '../../../ui/panel.tsx';
import { ProgressBar } from '../../../ui/progress-bar.tsx';
import styles from '../proof.module.css';
import { KIND_TEXT } from '../proof-text.ts';
import { useStopProof } from '../use-proofs.ts';
import { ASK_HEIGHT } from './ask-height.ts';

/** How far the run is. It ends here, or by itself; ended early it proves nothing. */
export function RunningPanel({ run }: { readonly run: ProofRun }) {
  const stop = useStopProof();
  const { progress } = run;
  const share = progress ? progress.stagesDone / progress.stagesTotal : 0;
  return (
    <Panel title="Proof under way" bodyHeight={ASK_HEIGHT} age="" isPadded testId="proof-running">
      <div className={styles.form}>
        <div className={styles.stage}>
          <p className={styles.stageName} data-testid="proof-stage">
            {progress ? stageText(progress) : 'Starting: its first stage has not begun'}
          </p>
          <ProgressBar label="Stages of the proof" share={share} />
        </div>
        <dl className={styles.facts}>
          <div>
            <dt>Kind</dt>
            <dd>{KIND_TEXT[run.kind].name}</dd>
          </div>
          <div>
            <dt>Elapsed</dt>
            <dd>
              <Age ts={run.tsStarted} />
            </dd>
          </div>
          <div>
            <dt>Seed</dt>
            <dd className="figure">{run.seed ?? 'standing seed'}</dd>
          </div>
        </dl>
        <p className={styles.dim}>
          It works before simulated desks in folders of their own and never touches this desk, its
          data folder or its lock. Stopped before its end it leaves no report and proves nothing.
        </p>
        <div className={styles.send}>
          <span role="status" className={styles.wrong}>
            {stop.isError ? `Not stopped: ${failureText(stop.error)}` : ''}
          </span>
          <Button
            tone="held"
            disabled={stop.isPending}
            onClick={() => stop.mutate(run.runId)}
            data-testid="stop-proof"
          >
            {stop.isPending ? 'Stopping…' : 'Stop the run'}
          </Button>
        </div>
      </div>
    </Panel>
  );
}

/** The stage that works now: those before it are done. */
const stageText = ({ stage, stagesDone, stagesTotal }: NonNullable<ProofRun['progress']>) =>
  `Stage ${String(Math.min(stagesDone + 1, stagesTotal))} of ${String(stagesTotal)}: ${stage}`;

function failureText(error: unknown): string {
  const { code, text } = describeFailure(error);
  return text === '' ? code : `${code} · ${text}`;
}
