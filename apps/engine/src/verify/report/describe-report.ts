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

export function describeFailure({ id, checked, failed, offenders }: ProofCriterion): string {
  const [first] = offenders;
  if (checked === 0) return `failed  ${id}: never looked at`;
  const where =
    first === undefined ? '' : `: ${first.where}: expected ${first.expected}, found ${first.found}`;
  return `failed  ${id} (${failed} of ${checked})${where}`;
}

const firstLine = (text: string): string => text.split('\n', 1)[0] ?? '';
