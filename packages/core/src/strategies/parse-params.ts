import { denied, parsed, type Parsed } from '../kernel/verdict.ts';
import type { Strategy } from './contract.ts';

/** Full parameters of a strategy from what its file says; absent ones take their defaults. Names each fault by path. */
export function parseParams(strategy: Strategy, raw: unknown): Parsed<Record<string, unknown>> {
  const result = strategy.params.safeParse(raw ?? {});
  if (result.success) return parsed(result.data);
  const faults: Record<string, string> = {};
  for (const issue of result.error.issues) {
    faults[issue.path.length === 0 ? '(root)' : issue.path.join('.')] = issue.message;
  }
  return denied('PARAMS_MALFORMED', { strategy: strategy.id, ...faults });
}
