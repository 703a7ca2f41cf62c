'use client';

import type { ProofReport } from '@quarterdeck/core/contract/proof/proof-report.schema';
import { useState } from 'react';
import { Button } from '../../../ui/button.tsx';
import { Panel, PanelNote } from '../../../ui/panel.tsx';
import styles from '../proof.module.css';
import { CriterionRow } from './criterion-row.tsx';
import { countStatuses } from './count-statuses.ts';

/** What did not hold first, open; then every group in the order of the proof. */
export function CriteriaPanel({ report }: { readonly report: ProofReport }) {
  const [isOpen, setIsOpen] = useState(false);
  const { criteria } = report;
  const groups = [...new Set(criteria.map(({ group }) => group))];
  const failed = criteria.filter(({ status }) => status === 'FAIL');
  return (
    <Panel
      title="Criteria"
      count={countStatuses(criteria)}
      age=""
      testId="proof-criteria"
      tools={
        criteria.length > 0 ? (
          <Button isSmall onClick={() => setIsOpen(!isOpen)} aria-pressed={isOpen}>
            {isOpen ? 'Hide evidence' : 'Show evidence'}
          </Button>
        ) : null
      }
    >
      {criteria.length === 0 ? (
        <PanelNote what="No criterion was looked at" why="A run without criteria never passes." />
      ) : null}
      {failed.length > 0 ? (
        <section className={styles.group} aria-label="What did not hold" data-testid="proof-failed">
          <h3 className={styles.groupName}>What did not hold</h3>
          {failed.map((criterion) => (
            <CriterionRow key={criterion.id} criterion={criterion} isOpen />
          ))}
        </section>
      ) : null}
      {groups.map((group) => {
        const all = criteria.filter((each) => each.group === group);
        const rest = all.filter(({ status }) => status !== 'FAIL');
        return rest.length === 0 ? null : (
          <section key={group} className={styles.group} aria-label={group}>
            <h3 className={styles.groupName}>
              {group} <span className={styles.dim}>{countStatuses(all)}</span>
            </h3>
            {rest.map((criterion) => (
              <CriterionRow key={criterion.id} criterion={criterion} isOpen={isOpen} />
            ))}
          </section>
        );
      })}
    </Panel>
  );
}
