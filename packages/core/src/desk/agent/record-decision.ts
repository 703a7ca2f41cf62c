import type {
  DecisionActor,
  Play,
  RecordedOutcome,
  RecordedVeto,
} from '../../contract/agent/decision-record.schema.ts';
import { writeInputs, type AgentInputs } from '../../decision/agent/agent-inputs.ts';
import { PROMPT_VERSION } from '../../decision/agent/static-text.ts';
import type { AttemptsCost } from '../../decision/cost/cost-of.ts';
import { buildRecord, type RecordFacts } from '../../decision/journal/build-record.ts';
import { asPrice, toFloat } from '../../kernel/decimal.ts';
import type { RefusalNumbers } from '../../kernel/verdict.ts';
import type { AgentDecision } from '../../model/agent/decision.ts';
import type { ModelAttempt, ModelRequest, ModelResult } from '../../model/agent/model-call.ts';
import type { DeskState } from '../desk-state.ts';
import type { AgentMemory, AgentSeat, Evaluation } from './agent-memory.ts';
import type { AgentPlace } from './agent-place.ts';
import type { CarriedOut } from './carry-out.ts';
import { tsOf, wallTimeOf } from './store-agent.ts';

/** The question as it was put and what came back; absent where nothing was asked. */
export interface Asked {
  readonly questionId: string;
  readonly request: ModelRequest;
  readonly attempts: readonly ModelAttempt[];
  readonly result: ModelResult;
  readonly cost: AttemptsCost;
}

export interface DecisionRow {
  readonly evaluation: Evaluation;
  readonly actor: DecisionActor;
  readonly outcome: RecordedOutcome;
  readonly decision: AgentDecision | null;
  readonly asked: Asked | null;
  /** Absent where nothing was decided. */
  readonly carried?: CarriedOut;
  /** Where nothing was decided because something else stood in the way. */
  readonly veto?: RecordedVeto;
  /** What the rules would have done on the same snapshot; null where they were not run. */
  readonly rulesPlay: Play | null;
}

/** Of the snapshot's layout in the journal. */
const SNAPSHOT_VERSION = 1;
const NO_PLAY: Play = {
  action: 'HOLD',
  notionalQuote: 0,
  reduces: false,
  stopPrice: null,
  targetPrice: null,
};

const plain = (numbers: RefusalNumbers): Record<string, string | number> => ({ ...numbers });

function vetoOf({ carried, veto }: DecisionRow): RecordedVeto | null {
  const refusal = carried?.sent?.veto?.refusal;
  if (refusal !== undefined) return { code: refusal.code, numbers: plain(refusal.numbers) };
  return veto ?? null;
}

function inputsOf(row: DecisionRow): AgentInputs {
  const { evaluation, carried, actor } = row;
  const sent = carried?.sent;
  return {
    ...(actor === 'model' ? { readAnswer: evaluation.read } : {}),
    ...(row.decision !== null || actor === 'model' ? { runRules: evaluation.rules } : {}),
    ...(carried === undefined ? {} : { weigh: carried.weigh }),
    ...(sent === undefined ? {} : { send: sent.input }),
  };
}

function resultsOf(row: DecisionRow, tsDecision: number) {
  const { carried, decision } = row;
  const orders = carried?.sent?.orders ?? [];
  return {
    probability: {
      raw: decision?.pEvent ?? null,
      calibrated: carried?.weighed.calibrated ?? null,
    },
    size: carried?.weighed.size ?? null,
    veto: vetoOf(row),
    orders: [...orders],
    tsOrder: orders.length === 0 ? null : tsDecision,
    plays: {
      taken: carried?.taken ?? NO_PLAY,
      rules: row.rulesPlay,
      vetoed: carried?.vetoed ?? null,
    },
    inputs: writeInputs(inputsOf(row)),
  };
}

/** The last price known, however old: a forced decision is made without a fresh one. */
function marketOf(state: DeskState, agent: AgentMemory, seat: AgentSeat): RecordFacts['market'] {
  const quote = state.market.stateOf(seat.symbol)?.quote;
  const { bid = asPrice(1n), ask = asPrice(1n) } = quote ?? {};
  return { bid: toFloat(bid), ask: toFloat(ask), takerFeeBps: agent.setup.takerFeeBps };
}

function circumstancesOf(state: DeskState, agent: AgentMemory, row: DecisionRow) {
  const { setup } = agent;
  const { mode, spent, dayLimit } = agent.budget.view(wallTimeOf(state, agent));
  const result = row.asked?.result;
  return {
    versions: {
      sdk: setup.sdkVersion,
      prompt: PROMPT_VERSION,
      schema: agent.schemaHash,
      configHash: setup.configHash,
    },
    breaker: {
      state: agent.breaker.state().position,
      failure: result?.kind === 'failure' ? result.failure : null,
    },
    budget: { mode, spent, limit: dayLimit },
  };
}

/** Writes the row and remembers what it says for the next snapshot. */
export function recordDecision(at: AgentPlace, row: DecisionRow): void {
  const { state, agent, seat } = at;
  const { evaluation, actor, outcome, decision, asked } = row;
  const { decisionId, gate, draw, snapshot } = evaluation;
  const ts = tsOf(state);
  const record = buildRecord({
    decisionId,
    questionId: asked?.questionId ?? null,
    symbol: seat.symbol,
    tsData: Math.min(evaluation.tsData, ts),
    tsDecision: ts,
    actor,
    outcome,
    gate,
    snapshot: {
      version: SNAPSHOT_VERSION,
      hash: agent.setup.digest(snapshot.text),
      text: snapshot.text,
    },
    request: asked?.request ?? null,
    attempts: asked?.attempts ?? [],
    result: asked?.result ?? null,
    decision,
    draw: { ...draw, samples: { ...draw.samples }, weights: { ...draw.weights } },
    market: marketOf(state, agent, seat),
    cost: asked?.cost ?? null,
    ...circumstancesOf(state, agent, row),
    ...resultsOf(row, ts),
  });
  state.effects.record({ type: 'RecordDecision', decision: record, ts });
  rememberDecision(at, row);
}

function rememberDecision({ state, agent, seat }: AgentPlace, row: DecisionRow): void {
  const { outcome, decision, evaluation } = row;
  const { decisionId } = evaluation;
  const tsAsOf = tsOf(state);
  const newest = { decisionId, tsAsOf, action: decision?.action ?? null, outcome, netBps: null };
  seat.past = [newest, ...seat.past].slice(0, agent.setup.config.decision.snapshot.decisions + 1);
}
