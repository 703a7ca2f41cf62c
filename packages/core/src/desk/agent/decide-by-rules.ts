import { figuresOf } from '../../decision/agent/agent-inputs.ts';
import { weighDecision } from '../../decision/agent/weigh-decision.ts';
import type { Play } from '../../contract/agent/decision-record.schema.ts';
import { evaluateRules, type RulesReading } from '../../decision/fallback/evaluate-rules.ts';
import { toFloat } from '../../kernel/decimal.ts';
import { asSymbolId } from '../../kernel/ids.ts';
import type { Refusal } from '../../kernel/verdict.ts';
import type { Evaluation } from './agent-memory.ts';
import type { AgentPlace } from './agent-place.ts';
import { CLAUDE_RULES } from './agent-strategies.ts';
import { carryOut, openUnitsOf, playOf } from './carry-out.ts';
import { noteEntrySent } from './note-entry.ts';
import type { OpenedEvaluation } from './open-evaluation.ts';
import { openCase, RULES_VERSION } from './open-cases.ts';
import { recordDecision } from './record-decision.ts';
import { weighInputOf } from './weigh-input.ts';

export function runRules({ rules }: Evaluation): RulesReading {
  const { config, figures, ...rest } = rules;
  const input = { ...rest, symbol: asSymbolId(rest.symbol), figures: figuresOf(figures) };
  return evaluateRules(input, config);
}

/** No model could be asked: the rules decide on the same figures, at once. */
export function decideByRules(
  at: AgentPlace,
  opened: OpenedEvaluation & { readonly because: Refusal },
): void {
  const { state, agent, seat } = at;
  const { gate } = opened.evaluation;
  const numbers = { ...gate.numbers, rulesBecause: opened.because.code };
  const evaluation = { ...opened.evaluation, gate: { layer: gate.layer, numbers } };
  const { decision, outcome } = runRules(evaluation);
  openCase(agent, evaluation, { decision, version: RULES_VERSION });
  const judged = {
    evaluation,
    decision,
    outcome,
    strategyId: CLAUDE_RULES,
    version: RULES_VERSION,
    isCalledOff: false,
  };
  const carried = carryOut({ state, agent, seat }, judged);
  seat.gate.setNextCheck(decision.nextCheckS);
  noteEntrySent(state, agent, { judged, carried, actor: 'fallback', tokenCost: 0 });
  recordDecision(
    { state, agent, seat },
    {
      evaluation,
      actor: 'rules',
      outcome: carried.outcome,
      decision,
      asked: null,
      carried,
      rulesPlay: carried.vetoed ?? carried.taken,
    },
  );
}

/** What the rules would have done in the model's place, for the counterfactual book. Changes nothing. */
export function rulesPlayOf(
  at: AgentPlace,
  evaluation: Evaluation,
  { decision }: Pick<RulesReading, 'decision'> = runRules(evaluation),
): Play | null {
  const { state, agent, seat } = at;
  const quote = state.market.stateOf(seat.symbol)?.quote;
  if (quote === undefined) return null;
  const input = weighInputOf(state, agent, { evaluation, decision, quote, version: RULES_VERSION });
  const weighed = weighDecision(decision, input);
  const mid = (toFloat(quote.bid) + toFloat(quote.ask)) / 2;
  return playOf(decision, weighed, { mid, openUnits: openUnitsOf(state, seat) });
}
