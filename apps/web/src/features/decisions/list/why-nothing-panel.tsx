'use client';

import { formatCount } from '../../../format/ratio.ts';
import { Panel, PanelNote } from '../../../ui/panel.tsx';
import { QueryState } from '../../../ui/query-state.tsx';
import { Underscored } from '../../../ui/underscored.tsx';
import { useOutcomeCounts } from '../use-decisions.ts';
import type { ListChoice } from './list-filter.ts';
import styles from './list.module.css';
import { toWhySections, type WhyRow, type WhySection } from './why-rows.ts';

interface WhyNothingPanelProps {
  readonly choice: ListChoice;
  readonly onOutcome: (outcome: ListChoice['outcome']) => void;
}

/** Where looks at the market ended that led to no order; a line lists its decisions. */
export function WhyNothingPanel({ choice, onOutcome }: WhyNothingPanelProps) {
  const counts = useOutcomeCounts(choice);
  return (
    <Panel title="Why nothing happened" bodyHeight={560} testId="why-nothing">
      <QueryState query={counts} what="The counts" skeletonRows={14}>
        {(data) => {
          const sections = toWhySections(data);
          if (sections.length === 0) {
            return (
              <PanelNote
                what="Nothing was looked at"
                why="No evaluation in this time. The funnel of each symbol stands on ops."
              />
            );
          }
          return sections.map((section) => (
            <Section
              key={section.title}
              section={section}
              chosen={choice.outcome}
              onOutcome={onOutcome}
            />
          ));
        }}
      </QueryState>
    </Panel>
  );
}

interface SectionProps {
  readonly section: WhySection;
  readonly chosen: ListChoice['outcome'];
  readonly onOutcome: (outcome: ListChoice['outcome']) => void;
}

function Section({ section, chosen, onOutcome }: SectionProps) {
  const most = Math.max(...section.rows.map(({ count }) => count));
  return (
    <section className={styles.section}>
      <h3>
        {section.title} <span className="figure">{formatCount(section.total)}</span>
      </h3>
      <ul>
        {section.rows.map((row) => (
          <li key={row.name}>
            <Line row={row} share={row.count / most} chosen={chosen} onOutcome={onOutcome} />
          </li>
        ))}
      </ul>
    </section>
  );
}

interface LineProps extends Omit<SectionProps, 'section'> {
  readonly row: WhyRow;
  /** Of the longest line of its section. */
  readonly share: number;
}

function Line({ row, share, chosen, onOutcome }: LineProps) {
  const { outcome, name, count } = row;
  const body = (
    <>
      <span className={styles.name}>
        <Underscored text={name} />
      </span>
      <span className={styles.track} aria-hidden>
        <span className={styles.share} style={{ width: `${share * 100}%` }} />
      </span>
      <span className="figure">{formatCount(count)}</span>
    </>
  );
  if (outcome === null) return <div className={styles.line}>{body}</div>;
  const isChosen = outcome === chosen;
  return (
    <button
      type="button"
      className={`${styles.line} ${styles.act} ${isChosen ? styles.chosen : ''}`}
      aria-pressed={isChosen}
      title={outcome}
      data-testid={`why-${outcome}`}
      onClick={() => onOutcome(isChosen ? '' : outcome)}
    >
      {body}
    </button>
  );
}
