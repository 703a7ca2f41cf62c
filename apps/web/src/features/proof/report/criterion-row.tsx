'use client';

import type { ProofCriterion } from '@quarterdeck/core/contract/proof/proof-report.schema';
import { formatCount } from '../../../format/ratio.ts';
import { Chip, type Tone } from '../../../ui/chip.tsx';
import styles from '../proof.module.css';
import { figureText, nameText } from '../proof-text.ts';

const LOOKS: Readonly<Record<ProofCriterion['status'], { text: string; tone: Tone }>> = {
  PASS: { text: '✓ PASS', tone: 'good' },
  FAIL: { text: '✗ FAIL', tone: 'broken' },
  SKIPPED: { text: 'skipped', tone: 'held' },
};

interface CriterionRowProps {
  readonly criterion: ProofCriterion;
  readonly isOpen: boolean;
}

/** One condition: whether it held, how often it was looked at, and on opening what stands behind it. */
export function CriterionRow({ criterion, isOpen }: CriterionRowProps) {
  const { id, title, status, note, evidence, offenders } = criterion;
  const figures = Object.entries(evidence);
  return (
    // A new key closes or opens it with its panel; a person may then change each.
    <details
      key={String(isOpen)}
      className={styles.criterion}
      open={isOpen}
      data-testid={`criterion-${id}`}
    >
      <summary>
        <Chip tone={LOOKS[status].tone}>{LOOKS[status].text}</Chip>
        <span className={styles.condition}>{title}</span>
        <span className={`figure ${styles.checked}`}>{checkedText(criterion)}</span>
      </summary>
      <div className={styles.behind}>
        {offenders.length > 0 ? <Offenders criterion={criterion} /> : null}
        {note === undefined ? null : <p className={styles.note}>{note}</p>}
        <dl className={styles.evidence}>
          <div>
            <dt>criterion</dt>
            <dd className="figure">{id}</dd>
          </div>
          {figures.map(([name, figure]) => (
            <div key={name}>
              <dt>{nameText(name)}</dt>
              <dd className="figure">{figureText(figure)}</dd>
            </div>
          ))}
        </dl>
      </div>
    </details>
  );
}

function checkedText({ status, checked, failed }: ProofCriterion): string {
  if (status === 'SKIPPED') return 'not looked at';
  if (checked === 0) return 'never looked at';
  return failed > 0
    ? `${formatCount(failed)} of ${formatCount(checked)} broken`
    : `${formatCount(checked)} checked`;
}

function Offenders({ criterion }: { readonly criterion: ProofCriterion }) {
  const { id, failed, offenders } = criterion;
  const isCut = failed > offenders.length;
  return (
    <div className={styles.wide}>
      <table className={styles.table} aria-label={`Where ${id} was broken`}>
        <thead>
          <tr>
            <th scope="col">
              {isCut ? `First ${String(offenders.length)} of ${formatCount(failed)}` : 'Where'}
            </th>
            <th scope="col">Expected</th>
            <th scope="col">Found</th>
          </tr>
        </thead>
        <tbody>
          {offenders.map(({ where, expected, found }, at) => (
            <tr key={`${where}-${String(at)}`}>
              <td>{where}</td>
              <td className="figure">{expected}</td>
              <td className={`figure ${styles.found}`}>{found}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
