import type { StrategyId } from '../kernel/ids.ts';
import type { DeskState } from './desk-state.ts';
import { raiseAlert, recordRiskMemory, switchOff } from './records.ts';

/** Off until a named person switches it on again; its exits go on. */
export function holdStrategy(state: DeskState, strategyId: StrategyId, code: string): void {
  state.throttled.add(strategyId);
  switchOff(state, strategyId, true);
  recordRiskMemory(state);
  raiseAlert(state, {
    level: 'critical',
    code,
    text: `${strategyId} was switched to manage-only: ${code}. A person must switch it on again.`,
  });
}
