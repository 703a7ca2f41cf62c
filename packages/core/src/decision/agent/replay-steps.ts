import type {
  DecisionRecord,
  RecordedOrder,
  SizeTrail,
} from '../../contract/agent/decision-record.schema.ts';
import { floorToStep, formatUnits, absQty, parseFloatUnits, qty } from '../../kernel/decimal.ts';
import { asSymbolId } from '../../kernel/ids.ts';
import type { AgentDecision } from '../../model/agent/decision.ts';
import { evaluateRules } from '../fallback/evaluate-rules.ts';
import type { Judged, ReplaySteps, Sent } from '../journal/replay-record.ts';
import { contextOf, figuresOf, readInput, type SendInput } from './agent-inputs.ts';
import { preSendCheck } from './pre-send-check.ts';
import { readAnswer } from './read-answer.ts';
import type { IntentTerms } from './to-intent-terms.ts';
import { weighDecision, type WeighedDecision } from './weigh-decision.ts';

/** A veto comes after the outcome of the answer; what the answer itself was is read again. */
function judgeAnswer(record: DecisionRecord): Judged {
  const { answer, failure, inputs, outcome } = record;
  const context = readInput(inputs, 'readAnswer');
  if (answer === null || context === undefined) {
    return {
      outcome: failure === null ? outcome : (failure.outcome as Judged['outcome']),
      decision: null,
    };
  }
  const reading = readAnswer(answer.text, answer.stopReason, contextOf(context));
  return { outcome: reading.outcome, decision: reading.decision ?? null };
}

function judgeRules(record: DecisionRecord): Judged {
  const input = readInput(record.inputs, 'runRules');
  if (input === undefined) return { outcome: record.outcome, decision: null };
  const { config, figures, ...rest } = input;
  const reading = evaluateRules(
    { ...rest, symbol: asSymbolId(rest.symbol), figures: figuresOf(figures) },
    config,
  );
  return { outcome: reading.outcome, decision: reading.decision };
}

type Weigh = (record: DecisionRecord, decision: AgentDecision) => WeighedDecision | undefined;

/** Three steps ask for the same weighing of the same record, one after the other. */
function createWeighing(): Weigh {
  let last:
    { readonly record: DecisionRecord; readonly weighed: WeighedDecision | undefined } | undefined;
  return (record, decision) => {
    if (last?.record === record) return last.weighed;
    const input = readInput(record.inputs, 'weigh');
    const weighed = input && weighDecision(decision, input);
    last = { record, weighed };
    return weighed;
  };
}

/** The quantity is worked out again; ids and prices are the desk's and are taken as they were. */
function ordersOf(send: SendInput, terms: IntentTerms): readonly RecordedOrder[] {
  if (terms.kind === 'none') return [];
  if (terms.kind === 'exit') return send.orders;
  const units = parseFloatUnits(terms.entry_units_intent);
  if (!units.ok) return [];
  const lots = formatUnits(floorToStep(absQty(units.value), qty(send.lotSize)));
  return send.orders.map((order) => ({ ...order, side: terms.side, qty: lots }));
}

function sendAgain(record: DecisionRecord, judged: Judged, weigh: Weigh): Sent {
  const send = readInput(record.inputs, 'send');
  const weighed = judged.decision === null ? undefined : weigh(record, judged.decision);
  const asIs = { outcome: judged.outcome, veto: null, orders: [] };
  if (send === undefined || weighed === undefined || weighed.terms.kind === 'none') return asIs;
  const check = preSendCheck(send.facts, send.config);
  if (!check.ok) {
    const { code, numbers } = check;
    return { outcome: 'VETO_STALE', veto: { code, numbers: { ...numbers } }, orders: [] };
  }
  if (send.refusal !== null) {
    const { code, numbers } = send.refusal;
    return { outcome: vetoOf(code), veto: { code, numbers: { ...numbers } }, orders: [] };
  }
  return { ...asIs, orders: ordersOf(send, weighed.terms) };
}

/** A person's switches and locks halt; everything else that refuses is risk. */
export const vetoOf = (code: string): 'VETO_HALT' | 'VETO_RISK' =>
  code.startsWith('GUARD_') || code.startsWith('AGENT_') ? 'VETO_HALT' : 'VETO_RISK';

/** The steps of the program that runs now, fed with what the record holds. */
export function createReplaySteps(): ReplaySteps {
  const weigh = createWeighing();
  return {
    readAnswer: judgeAnswer,
    runRules: judgeRules,
    calibrate: (record, decision) => weigh(record, decision)?.calibrated ?? null,
    size: (record, decision): SizeTrail | null => weigh(record, decision)?.size ?? null,
    preSendCheck: (record, judged) => sendAgain(record, judged, weigh),
  };
}
