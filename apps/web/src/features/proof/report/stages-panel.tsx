import type { ProofReport, ProofStage } from '@quarterdeck/core/contract/proof/proof-report.schema';
import { formatElapsed } from '../../../format/elapsed.ts';
import { Panel, PanelNote } from '../../../ui/panel.tsx';
import styles from '../proof.module.css';
import { figureText, nameText } from '../proof-text.ts';

/** What each part of the run did; counts and profit are the same in every run with this seed. */
export function StagesPanel({ report }: { readonly report: ProofReport }) {
  const { stages } = report;
  return (
    <Panel title="Stages" count={String(stages.length)} age="" testId="proof-stages">
      {stages.length === 0 ? (
        <PanelNote what="No stage ran to its end" />
      ) : (
        <ul className={styles.stages}>
          {stages.map((stage) => (
            <li key={stage.name}>
              <span className={styles.stageTitle}>{stage.title}</span>
              <span className="figure">{formatElapsed(stage.elapsedMs)}</span>
              <span className={styles.counts}>{countsText(stage)}</span>
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}

function countsText({ counts, pnl }: ProofStage): string {
  const parts = Object.entries(counts).map(
    ([name, count]) => `${nameText(name)} ${figureText(count)}`,
  );
  return [...parts, ...(pnl === undefined ? [] : [`profit ${pnl}`])].join(' · ');
}
