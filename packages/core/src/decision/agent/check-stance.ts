import { ANSWER_LIMITS } from '../../contract/agent/decision.schema.ts';
import type { AgentAction, AgentDecision } from '../../model/agent/decision.ts';
import type { WakeCondition } from '../../model/agent/wake-condition.ts';
import { complain, type AnswerComplaint, type AnswerContext } from './answer-context.ts';
import { isForeignScript, readsAsInstruction } from './clean-text.ts';
import type { Held } from './answer-context.ts';

const outOfRange = complain.bind(undefined, 'FAIL_RANGE');

/** True when the action would open something; otherwise it closes, reduces or does nothing. */
function isOpening(action: AgentAction, held: Held): boolean {
  if (action === 'BUY') return held !== 'short';
  return action === 'SELL' && held !== 'long';
}

/** The decision's own chance that the price goes its way; 0.5 for a decision without a direction. */
export function chanceOfAction(
  decision: Pick<AgentDecision, 'action' | 'event' | 'pEvent'>,
): number {
  if (decision.action !== 'BUY' && decision.action !== 'SELL') return 0.5;
  const isUp = decision.event === 'up_1atr_before_down_1atr';
  return isUp === (decision.action === 'BUY') ? decision.pEvent : 1 - decision.pEvent;
}

/** Whom it names: only the asked symbol may be decided on, conditions may name any of the universe. */
export function checkSymbols(
  decision: AgentDecision,
  context: AnswerContext,
): AnswerComplaint | undefined {
  const known = new Set<string>(context.symbols);
  const conditions: readonly WakeCondition[] =
    decision.invalidation === null ? decision.wake : [...decision.wake, decision.invalidation];
  const named = [decision.symbol, ...conditions.map((condition) => condition.symbol)];
  const stranger = named.find((symbol) => !known.has(symbol));
  if (stranger !== undefined) {
    return outOfRange('ANSWER_SYMBOL_UNKNOWN', { symbol: stranger.slice(0, 40) });
  }
  if (decision.symbol === context.symbol) return undefined;
  return outOfRange('ANSWER_SYMBOL_NOT_ASKED', { symbol: decision.symbol, asked: context.symbol });
}

/** Evidence is figures that were shown, each once, and not all of them against what is done. */
export function checkEvidence(
  decision: AgentDecision,
  context: AnswerContext,
): AnswerComplaint | undefined {
  const { evidence, action } = decision;
  const invented = evidence.find((item) => !context.figures.has(item.field));
  if (invented !== undefined) {
    return outOfRange('ANSWER_EVIDENCE_UNKNOWN', { field: invented.field.slice(0, 80) });
  }
  const distinct = new Set(evidence.map((item) => item.field)).size;
  if (distinct !== evidence.length) {
    return outOfRange('ANSWER_EVIDENCE_TWICE', { cited: evidence.length, distinct });
  }
  if (action === 'ABSTAIN') return undefined;
  if (evidence.length === 0) return outOfRange('ANSWER_EVIDENCE_MISSING');
  const supporting = evidence.filter((item) => item.stance === 'supports').length;
  return supporting === 0
    ? outOfRange('ANSWER_EVIDENCE_OPPOSES', { cited: evidence.length })
    : undefined;
}

/** An order's stated side, size, chance and levels must not contradict one another. */
export function checkStance(
  decision: AgentDecision,
  context: AnswerContext,
): AnswerComplaint | undefined {
  const { action, sizeFraction } = decision;
  if (action !== 'BUY' && action !== 'SELL') return undefined;
  if (sizeFraction === 0) return outOfRange('ANSWER_SIZE_ZERO');
  if (!isOpening(action, context.held)) return undefined;
  const chance = chanceOfAction(decision);
  if (chance < 0.5) return outOfRange('ANSWER_AGAINST_OWN_PROBABILITY', { chance });
  return checkLevels(decision, context);
}

/** `kind: atr` has no side; its distance is measured so that a stop below zero is seen too. */
function checkLevels(decision: AgentDecision, context: AnswerContext): AnswerComplaint | undefined {
  const direction = decision.action === 'BUY' ? 1 : -1;
  const { mid, atr } = context;
  const { stop, takeProfit } = decision;
  if (stop !== null) {
    const level = stop.kind === 'level' ? stop.value : mid - direction * stop.value * atr;
    const isRight = direction * (mid - level) > 0 && level > 0;
    if (!isRight) return outOfRange('ANSWER_STOP_WRONG_SIDE', { level, mid });
  }
  if (takeProfit !== null) {
    const level =
      takeProfit.kind === 'level' ? takeProfit.value : mid + direction * takeProfit.value * atr;
    const isRight = direction * (level - mid) > 0 && level > 0;
    if (!isRight) return outOfRange('ANSWER_TARGET_WRONG_SIDE', { level, mid });
  }
  return undefined;
}

/** Free text: there, legible, short enough for memory, and not talking to a model. `decision` holds cleaned text. */
export function checkTexts(decision: AgentDecision): AnswerComplaint | undefined {
  const { rationale } = decision;
  if (rationale === '') return outOfRange('ANSWER_RATIONALE_EMPTY');
  const notes = decision.memory.map((item) => item.value);
  const texts = [rationale, ...notes];
  if (texts.some(isForeignScript)) return outOfRange('ANSWER_FOREIGN_SCRIPT');
  if (texts.some(readsAsInstruction)) return outOfRange('ANSWER_INSTRUCTS');
  const chars = notes.reduce((sum, note) => sum + note.length, 0);
  return chars > ANSWER_LIMITS.memoryChars
    ? outOfRange('ANSWER_MEMORY_TOO_LONG', { chars, limit: ANSWER_LIMITS.memoryChars })
    : undefined;
}
