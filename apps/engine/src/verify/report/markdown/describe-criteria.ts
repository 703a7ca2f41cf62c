import {
  PROOF_GROUPS,
  type ProofCriterion,
  type ProofReport,
} from '@quarterdeck/core/contract/proof/proof-report.schema';
import { countText } from '../../../backtest/figure-text.ts';
import { cellText, markdownTable } from './markdown-table.ts';

const evidenceOf = ({ evidence, note }: ProofCriterion): string => {
  const figures = Object.entries(evidence).map(([name, figure]) => `${name} ${figure}`);
  return cellText([...figures, ...(note === undefined ? [] : [note])].join(', '));
};

function rowOf(criterion: ProofCriterion): readonly string[] {
  const { id, title, status, checked, failed } = criterion;
  const shown = status === 'FAIL' ? '**FAIL**' : status;
  return [
    ...[`\`${id}\``, cellText(title), shown],
    ...[countText(checked), countText(failed), evidenceOf(criterion)],
  ];
}

/** Every criterion of the run, by group. */
export function describeCriteria({ criteria }: ProofReport): readonly string[] {
  const heads = ['criterion', 'what must hold', 'verdict', 'looked at', 'broke', 'evidence'];
  const groups = PROOF_GROUPS.flatMap((group) => {
    const rows = criteria.filter((criterion) => criterion.group === group).map(rowOf);
    return rows.length === 0 ? [] : [`### ${group}`, '', ...markdownTable(heads, rows)];
  });
  return ['## Criteria', '', ...groups];
}

function describeOffenders(criterion: ProofCriterion): readonly string[] {
  const { id, title, checked, failed, offenders } = criterion;
  const counts =
    checked === 0
      ? 'It was never looked at.'
      : `Looked at ${countText(checked)} times, broke ${countText(failed)} times.`;
  const more = failed > offenders.length ? ` The first ${offenders.length}:` : '';
  return [
    ...[`### ${id}`, '', `Must hold: ${title}. ${counts}${more}`, ''],
    ...markdownTable(
      ['where', 'expected', 'found'],
      offenders.map(({ where, expected, found }) => [where, expected, found].map(cellText)),
    ),
  ];
}

/** What a reader looks for first in a run that failed; nothing in one that passed. */
export function describeFailures({ criteria, broken = [] }: ProofReport): readonly string[] {
  const failed = criteria.filter(({ status }) => status === 'FAIL');
  if (failed.length === 0 && broken.length === 0) return [];
  return [
    ...['## What failed', ''],
    ...markdownTable(
      ['stage that broke', 'by'],
      broken.map(({ stage, error }) => [stage, cellText(error)]),
    ),
    ...failed.flatMap(describeOffenders),
  ];
}
