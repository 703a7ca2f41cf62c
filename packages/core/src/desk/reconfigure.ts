import type { Candle } from '../model/candle.ts';
import type { ParamsVersion } from '../model/control.ts';
import type { OperatorEvent } from '../model/event.ts';
import type { DeskState } from './desk-state.ts';

/**
 * Other parameters from here on. Positions stay and are managed by the new EXIT brain; a strategy that had failed
 * gets another chance, under the switch it stands at.
 */
export function reconfigureStrategy(
  state: DeskState,
  event: Extract<OperatorEvent, { type: 'StrategyReconfigured' }>,
): void {
  const { strategyId, params, source, reason, by, history } = event;
  if (!state.controls.has(strategyId)) return;
  const version: ParamsVersion = {
    strategyId,
    version: (state.params.get(strategyId)?.version ?? 0) + 1,
    params,
    source,
    reason,
    by,
    ts: state.ts,
    eventSeq: state.seq,
  };
  state.params.set(strategyId, version);
  state.effects.record({ type: 'RecordParams', version });
  applyParams(state, version, history);
}

/** Makes the brains anew and shows them what has been. One that cannot be made is out; the next tick tells. */
export function applyParams(
  state: DeskState,
  { strategyId, params }: ParamsVersion,
  history: readonly Candle[],
): void {
  state.runner.reconfigure(strategyId, params);
  for (const bar of history) state.runner.teach(strategyId, bar);
}
