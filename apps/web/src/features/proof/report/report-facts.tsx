import type { ProofReport } from '@quarterdeck/core/contract/proof/proof-report.schema';
import { formatElapsed } from '../../../format/elapsed.ts';
import { formatCount } from '../../../format/ratio.ts';
import { Chip } from '../../../ui/chip.tsx';
import { CopyLine } from '../../../ui/copy-line.tsx';
import { DateClock } from '../../../ui/moment.tsx';
import { Panel } from '../../../ui/panel.tsx';
import styles from '../proof.module.css';
import { KIND_TEXT } from '../proof-text.ts';
import type { ShownReport } from '../use-proofs.ts';

/** Which run it was, on what, and the line that makes it again. */
export function ReportFacts({ shown }: { readonly shown: ShownReport }) {
  const { report, runAgain } = shown;
  const { broken = [] } = report;
  return (
    <Panel
      title={`Report ${report.runId}`}
      isPadded
      testId="proof-report"
      age={<DateClock ts={report.tsStarted} />}
      tools={
        <Chip tone={report.verdict === 'PASS' ? 'good' : 'broken'}>
          {report.verdict === 'PASS' ? '✓ PASS' : '✗ FAIL'}
        </Chip>
      }
    >
      <div className={styles.report}>
        <dl className={styles.facts}>
          {factsOf(report).map(([name, value]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
        <div className={styles.again}>
          {report.defect === null ? null : (
            <p className={styles.held}>
              The fault {report.defect} was planted on purpose: this run says whether the proof sees
              it, not whether the engine is right.
            </p>
          )}
          {broken.map(({ stage, error }) => (
            <p key={stage} className={styles.wrong}>
              Stage {stage} broke: {error}
            </p>
          ))}
          <CopyLine text={runAgain} testId="proof-command">
            The same run again, at a terminal of any machine with this version: the same criteria,
            counts, profit and digest; times differ.
          </CopyLine>
          <p className={styles.dim}>
            Digest <code className={styles.digest}>{report.digest}</code>
          </p>
        </div>
      </div>
    </Panel>
  );
}

const MB_PER_GB = 1_024;

function factsOf(report: ProofReport): readonly (readonly [string, string])[] {
  const { versions, machine } = report;
  return [
    ['Kind', `${KIND_TEXT[report.kind].name}, took ${formatElapsed(report.elapsedMs)}`],
    ['Seed', String(report.seed)],
    ['Version', `${versions.quarterdeck}, Node ${versions.node}, SQLite ${versions.sqlite}`],
    [
      'Machine',
      `${machine.cpu}, ${formatCount(machine.cores)} cores, ${(machine.memoryMb / MB_PER_GB).toFixed(1)} GB, ${machine.platform}`,
    ],
  ];
}
