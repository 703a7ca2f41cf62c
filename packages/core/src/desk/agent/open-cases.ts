import { HORIZON_MS } from '../../decision/journal/resolve-horizons.ts';
import { PROMPT_VERSION } from '../../decision/agent/static-text.ts';
import type { AgentDecision } from '../../model/agent/decision.ts';
import type { AgentMemory, Evaluation } from './agent-memory.ts';

export const EVENT_HORIZON_MS = HORIZON_MS;

/** A forecaster's curve is his own: another model, or another prompt, begins anew. */
export const modelVersion = (model: string): string => `${model} ${PROMPT_VERSION}`;
/** Raised when the signals change. */
export const RULES_VERSION = 'rules 1';

/** Every stated probability is scored, whether or not anything was traded on it. */
export function openCase(
  agent: AgentMemory,
  evaluation: Evaluation,
  stated: { readonly decision: AgentDecision; readonly version: string },
): void {
  const { symbol, decisionId, snapshot } = evaluation;
  const { decision, version } = stated;
  agent.cases.open({
    decisionId,
    version,
    event: decision.event,
    pStated: decision.pEvent,
    symbol,
    tsDecided: snapshot.ts,
    mid: snapshot.mid,
    atr: snapshot.atr,
    horizonMs: EVENT_HORIZON_MS[decision.horizon],
  });
}
