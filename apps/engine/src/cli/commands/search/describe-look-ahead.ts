import type { ChangedDecision } from '@quarterdeck/core/simulation/research/look-ahead-check';
import type { StrategyLookAhead } from '../../../search/run-look-ahead.ts';
import { formatTime } from '../../format-time.ts';

function describeChange({ ts, tsCut, withFuture, withoutFuture }: ChangedDecision) {
  return [
    `      ${formatTime(ts)} with the data after it: ${withFuture ?? 'no decision'}`,
    `      ${formatTime(ts)} cut at ${formatTime(tsCut)}: ${withoutFuture ?? 'no decision'}`,
  ];
}

/** One line a strategy; of one that looks ahead, the first decision that changed. */
export function describeLookAhead(result: StrategyLookAhead): readonly string[] {
  const { strategyId, passed, decisions, cuts, changed } = result;
  if (passed) {
    const what = decisions === 0 ? 'no decision to compare' : `${decisions} decisions unchanged`;
    return [`PASS  ${strategyId}: ${what}, future taken away ${cuts} times`];
  }
  return [
    `FAIL  ${strategyId}: the past depends on the future`,
    ...(changed === undefined ? [] : describeChange(changed)),
  ];
}
