import type { AgentStatus } from '@quarterdeck/core/contract/agent/agent-status.schema';
import { AGENT_SYMBOLS } from './invented-snapshot.ts';

const STEPS = [
  { mode: 'normal', model: 'claude-opus-5-5', fromPct: 0 },
  { mode: 'cheaper', model: 'claude-sonnet-5-5', fromPct: 60 },
  { mode: 'cheaper', model: 'claude-haiku-5-5', fromPct: 72.5 },
  { mode: 'wider_gate', model: 'claude-haiku-5-5', fromPct: 85 },
  { mode: 'rules_only', model: null, fromPct: 97 },
] as const;

/** An agent whose breaker has opened on an overloaded service; with a key the model decides again once it is closed. */
export function inventStatus(now: number): AgentStatus {
  return {
    symbols: [...AGENT_SYMBOLS],
    decider: 'rules',
    why: 'the breaker is open: the service is overloaded',
    model: 'claude-sonnet-5-5',
    breaker: {
      position: 'open',
      cause: 'pressure',
      isHard: false,
      tsProbe: now + 11 * 60_000,
      transientInRow: 3,
    },
    budget: {
      mode: 'cheaper',
      limit: '15',
      spent: '9.4127',
      reserved: '0.3100',
      steps: STEPS.map((step) => ({ ...step })),
      step: 1,
    },
    regime: { crypto: 'calm', macro: 'unknown', why: 'macro: no FRED key' },
    gates: AGENT_SYMBOLS.map((symbol, at) => ({
      symbol,
      ticks: 412_880 - at * 90_114,
      evaluations: 388_102 - at * 88_000,
      passes: 212 - at * 71,
      wakeConditions: 3 - at,
      isSilent: false,
      questionId: at === 0 ? 'q-open' : null,
      tsAsked: at === 0 ? now - 4_200 : null,
    })),
  };
}

/** After a person closed the breaker. */
export const withClosedBreaker = (status: AgentStatus): AgentStatus => ({
  ...status,
  decider: 'model',
  why: '',
  breaker: { position: 'closed', cause: null, isHard: false, tsProbe: null, transientInRow: 0 },
});

/** One more look that became a question and was answered. */
export const withOneMorePass = (status: AgentStatus, symbol: string): AgentStatus => ({
  ...status,
  gates: status.gates.map((gate) =>
    gate.symbol === symbol ? { ...gate, passes: gate.passes + 1 } : gate,
  ),
});
