import type { ProofReport } from '@quarterdeck/core/contract/proof/proof-report.schema';

const HOUR_MS = 3_600_000;
const MINUTE_MS = 60_000;

const lengthOf = (soakMs: number): string =>
  soakMs % HOUR_MS === 0 ? `${soakMs / HOUR_MS}h` : `${Math.round(soakMs / MINUTE_MS)}m`;

/** The command line that makes the same run. */
export function runAgainCommand(
  report: Pick<ProofReport, 'kind' | 'seed' | 'defect' | 'soakMs'>,
): string {
  const { kind, seed, defect, soakMs } = report;
  return [
    'npx quarterdeck verify',
    ...(kind === 'quick' ? ['--quick'] : []),
    ...(soakMs === undefined ? [] : [`--soak ${lengthOf(soakMs)} --accelerated`]),
    ...(defect === null ? [] : [`--defect ${defect}`]),
    `--seed ${seed}`,
  ].join(' ');
}
