import type { Play, RecordedOutcome } from '../../contract/agent/decision-record.schema.ts';
import {
  weighDecision,
  type WeighedDecision,
  type WeighInput,
} from '../../decision/agent/weigh-decision.ts';
import { toFloat, absQty } from '../../kernel/decimal.ts';
import type { StrategyId } from '../../kernel/ids.ts';
import { ensureDefined } from '../../kernel/ensure.ts';
import type { AgentDecision } from '../../model/agent/decision.ts';
import type { DeskState } from '../desk-state.ts';
import type { AgentSeat, Evaluation } from './agent-memory.ts';
import type { AgentPlace } from './agent-place.ts';
import { agentPositionOf } from './agent-position.ts';
import { sendDecision, type SentDecision } from './send-decision.ts';
import { weighInputOf } from './weigh-input.ts';

export interface Verdicted {
  readonly evaluation: Evaluation;
  readonly decision: AgentDecision;
  readonly outcome: RecordedOutcome;
  readonly strategyId: StrategyId;
  /** Whose calibration counts. */
  readonly version: string;
  /** A lock called its question off, lifted since or not. */
  readonly isCalledOff: boolean;
}

/** What a decision led to; everything its row in the journal says about it. */
export interface CarriedOut {
  readonly outcome: RecordedOutcome;
  readonly weighed: WeighedDecision;
  readonly weigh: WeighInput;
  /** Undefined where nothing was asked of the desk. */
  readonly sent: SentDecision | undefined;
  readonly taken: Play;
  readonly vetoed: Play | null;
}

const NOTHING = { notionalQuote: 0, reduces: false, stopPrice: null, targetPrice: null } as const;

/** What a weighed decision would do to the exposure; `openUnits` is what is held now. */
export function playOf(
  decision: Pick<AgentDecision, 'action'>,
  { terms }: Pick<WeighedDecision, 'terms'>,
  at: { readonly mid: number; readonly openUnits: number },
): Play {
  const { action } = decision;
  if (terms.kind === 'none') return { action: action === 'ABSTAIN' ? action : 'HOLD', ...NOTHING };
  if (terms.kind === 'exit') {
    return {
      ...NOTHING,
      action,
      notionalQuote: terms.fraction * at.openUnits * at.mid,
      reduces: true,
    };
  }
  const { entry_units_intent, stopPrice, targetPrice = null } = terms;
  const notionalQuote = Math.abs(entry_units_intent) * at.mid;
  return { action, notionalQuote, reduces: false, stopPrice, targetPrice };
}

export const openUnitsOf = (state: DeskState, seat: AgentSeat): number => {
  const position = agentPositionOf(state, seat.symbol);
  return position === undefined ? 0 : toFloat(absQty(position.qty));
};

/** Weighs the decision and sends what it asks for: an entry, an exit, or nothing. */
export function carryOut(at: AgentPlace, judged: Verdicted): CarriedOut {
  const { state, agent, seat } = at;
  const { decision, evaluation, strategyId, version, isCalledOff } = judged;
  const quote = ensureDefined(state.market.stateOf(seat.symbol)?.quote, `quote of ${seat.symbol}`);
  const weigh = weighInputOf(state, agent, { evaluation, decision, quote, version });
  const weighed = weighDecision(decision, weigh);
  const wanted = playOf(decision, weighed, {
    mid: weigh.terms.mid,
    openUnits: openUnitsOf(state, seat),
  });
  const { terms } = weighed;
  if (terms.kind === 'none') {
    return {
      outcome: judged.outcome,
      weighed,
      weigh,
      sent: undefined,
      taken: wanted,
      vetoed: null,
    };
  }
  const request = { evaluation, decision, terms, strategyId, isCalledOff };
  const sent = sendDecision({ state, agent, seat }, request);
  const { veto } = sent;
  return {
    outcome: veto?.outcome ?? judged.outcome,
    weighed,
    weigh,
    sent,
    taken: veto === null ? wanted : { action: 'HOLD', ...NOTHING },
    vetoed: veto === null ? null : wanted,
  };
}
