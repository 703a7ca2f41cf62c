'use client';

import type { ListedProof } from '../../trpc/app-router.ts';
import { formatElapsed } from '../../format/elapsed.ts';
import { useSlice } from '../../trpc/use-live.ts';
import { Age, DateClock } from '../../ui/moment.tsx';
import { Panel, PanelNote } from '../../ui/panel.tsx';
import { QueryState } from '../../ui/query-state.tsx';
import styles from './proof.module.css';
import { interruptedSince, lastFinished, type FinishedProof } from './proof-rows.ts';
import { groupsText, KIND_TEXT } from './proof-text.ts';
import { useProofReport, type useProofRuns } from './use-proofs.ts';

const BODY_HEIGHT = 262;

/** What was proven last, and whether it was proven of what runs here. */
export function VerdictPanel({ runs }: { readonly runs: ReturnType<typeof useProofRuns> }) {
  const last = runs.data && lastFinished(runs.data);
  return (
    <Panel
      title="Last verdict"
      bodyHeight={BODY_HEIGHT}
      testId="proof-verdict"
      age={last ? <Age ts={last.tsStarted} /> : ''}
    >
      <QueryState query={runs} what="The list of proofs" skeletonRows={5}>
        {(rows) => (last ? <Verdict last={last} rows={rows} /> : <NoVerdict rows={rows} />)}
      </QueryState>
    </Panel>
  );
}

function NoVerdict({ rows }: { readonly rows: readonly ListedProof[] }) {
  return (
    <PanelNote
      what="Nothing has been proven here yet"
      why={
        interruptedSince(rows)
          ? 'A run was begun and interrupted: it proves nothing. Run the proof to its end.'
          : 'Run the proof: it loads a simulated desk of its own and compares every figure with the venue’s book.'
      }
    />
  );
}

interface VerdictProps {
  readonly last: FinishedProof;
  readonly rows: readonly ListedProof[];
}

function Verdict({ last, rows }: VerdictProps) {
  const isPass = last.state === 'passed';
  const shown = useProofReport(last.runId).data;
  const running = useSlice('engine')?.version;
  const proven = shown?.report.versions.quarterdeck;
  const since = interruptedSince(rows);
  return (
    <div className={styles.verdict}>
      <div>
        <p
          className={`${styles.word} ${isPass ? styles.pass : styles.fail}`}
          data-testid="proof-word"
        >
          <span aria-hidden>{isPass ? '✓' : '✗'}</span> {isPass ? 'PASS' : 'FAIL'}
        </p>
        <p className={styles.dim}>{groupsText(last.groups)}</p>
      </div>
      <dl className={styles.facts}>
        <Fact name="When">
          <DateClock ts={last.tsStarted} />
        </Fact>
        <Fact name="Kind">
          {KIND_TEXT[last.kind].name}
          {last.elapsedMs === null ? '' : `, took ${formatElapsed(last.elapsedMs)}`}
        </Fact>
        <Fact name="Seed">
          <span className="figure">{last.seed}</span>
        </Fact>
        <Fact name="Version">
          <span className="figure">{proven ?? '–'}</span>
        </Fact>
        <Fact name="Digest">
          <code className={styles.digest}>{last.digest}</code>
        </Fact>
      </dl>
      <ul className={styles.groups} aria-label="By group">
        {last.groups.map((each) => (
          <li key={each.group}>
            <span className={styles.dim}>{each.group}</span>
            <span className={each.failed > 0 ? styles.fail : ''}>{groupText(each)}</span>
          </li>
        ))}
      </ul>
      {proven !== undefined && running !== undefined && proven !== running ? (
        <p className={styles.held}>
          This engine is version {running}: what was proven is another. Run the proof again.
        </p>
      ) : null}
      {since ? (
        <p className={styles.held}>
          A later run was interrupted (<Age ts={since.tsStarted} /> ago): it proves nothing.
        </p>
      ) : null}
    </div>
  );
}

function groupText({ passed, failed, skipped }: FinishedProof['groups'][number]): string {
  if (failed > 0) return `✗ ${String(failed)} failed`;
  if (passed === 0) return 'skipped';
  return `✓ ${String(passed)} hold${skipped > 0 ? `, ${String(skipped)} skipped` : ''}`;
}

function Fact({ name, children }: { readonly name: string; readonly children: React.ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
