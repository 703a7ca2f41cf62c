import { SIGNAL_NAMES, type SignalName } from '../../model/agent/decision.ts';
import { regimeKeyOf } from '../../decision/learner/bandit/attributed-outcome.ts';
import { describeRefusal, type Refusal } from '../../kernel/verdict.ts';
import type { DeskState } from '../desk-state.ts';
import type { AgentMemory, AgentSeat, Evaluation } from './agent-memory.ts';
import { heldOf } from './agent-position.ts';
import type { Occasion } from './open-evaluation.ts';
import { recordDecision } from './record-decision.ts';
import { tsOf } from './store-agent.ts';

const NOTHING_KNOWN = Object.fromEntries(SIGNAL_NAMES.map((name) => [name, 0])) as Record<
  SignalName,
  number
>;

/** A silent market forces a decision; without figures that may be trusted, the decision is to send nothing. */
export function recordForced(
  state: DeskState,
  agent: AgentMemory,
  forced: { readonly seat: AgentSeat; readonly occasion: Occasion; readonly refusal: Refusal },
): void {
  const { seat, occasion, refusal } = forced;
  if (state.market.stateOf(seat.symbol)?.quote === undefined) return;
  const { symbol, prefix } = seat;
  const ts = tsOf(state);
  const held = heldOf(state, symbol);
  const { terms, rules } = agent.setup.config.decision;
  const common = { symbol, held, figures: {} };
  const evaluation: Evaluation = {
    decisionId: `${prefix}-${state.seq.toString(36)}-forced`,
    symbol,
    ...occasion,
    snapshot: { ts, mid: 0, atr: 0, text: describeRefusal(refusal) },
    tsData: ts,
    read: { ...common, symbols: agent.setup.symbols, mid: 0, atr: 0 },
    rules: {
      ...common,
      prefix,
      timeframe: '',
      mayShort: terms.may_short,
      weights: {},
      config: rules,
    },
    draw: {
      seed: agent.setup.config.seed,
      regime: regimeKeyOf(agent.regimes.crypto.state, agent.regimes.macro.state),
      samples: NOTHING_KNOWN,
      weights: NOTHING_KNOWN,
    },
    positionVersion: seat.positionVersion,
  };
  recordDecision(
    { state, agent, seat },
    {
      evaluation,
      actor: 'rules',
      outcome: 'VETO_STALE',
      decision: null,
      asked: null,
      veto: { code: refusal.code, numbers: { ...refusal.numbers } },
      rulesPlay: null,
    },
  );
}
