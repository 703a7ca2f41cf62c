import path from 'node:path';
import type {
  ProofCriterion,
  ProofReport,
} from '@quarterdeck/core/contract/proof/proof-report.schema';
import { durationText } from './duration-text.ts';

/** The end of a run for the person at the terminal. */
export function describeReport(report: ProofReport, folder: string): readonly string[] {
  const { verdict, elapsedMs, digest, criteria, broken = [] } = report;
  const counted = (status: ProofCriterion['status']) =>
    criteria.filter((criterion) => criterion.status === status).length;
  return [
    ...broken.map(({ stage, error }) => `broken  ${stage}: ${firstLine(error)}`),
    ...criteria.filter(({ status }) => status === 'FAIL').map(describeFailure),
    `${verdict}  ${counted('PASS')} passed, ${counted('FAIL')} failed, ${counted('SKIPPED')} skipped, in ${durationText(elapsedMs)}`,
    `digest  ${digest}`,
    `report  ${path.join(folder, 'report.md')}`,
  ];
}

/** One line, whatever stands in it. */
function describeFailure({ id, checked, failed, offenders }: ProofCriterion): string {
  const [first] = offenders;
  if (checked === 0) return `failed  ${id}: never looked at`;
  const counted = `failed  ${id} (${failed} of ${checked})`;
  if (first === undefined) return counted;
  const { where, expected, found } = first;
  return `${counted}: ${where}: expected ${expected}, found ${found}`.replaceAll(/\n\s*/g, ' ');
}

const firstLine = (text: string): string => text.split('\n', 1)[0] ?? '';
