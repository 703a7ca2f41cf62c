import { valuesOf } from '../../decision/agent/agent-inputs.ts';
import { buildSnapshot, type Snapshot } from '../../decision/agent/build-snapshot.ts';
import type { FigureValues } from '../../decision/agent/agent-inputs.ts';
import type { SnapshotInput } from '../../decision/agent/snapshot-input.ts';
import { regimeKeyOf } from '../../decision/learner/bandit/attributed-outcome.ts';
import type { WeightDraw } from '../../decision/learner/bandit/draw-weights.ts';
import { parsed, type Parsed } from '../../kernel/verdict.ts';
import type { FigureMap } from '../../model/agent/figure.ts';
import type { DeskState } from '../desk-state.ts';
import type { AgentMemory, AgentSeat, Evaluation } from './agent-memory.ts';
import type { AgentPlace } from './agent-place.ts';
import { heldOf } from './agent-position.ts';
import { gatherSnapshot, signalFrame } from './gather-snapshot.ts';
import { tsOf } from './store-agent.ts';
import { timeframeName } from './timeframe-name.ts';

/** Why the gate opened, and how often this decision has been asked about already. */
export interface Occasion {
  readonly gate: Evaluation['gate'];
  readonly conditionIds: readonly string[];
  readonly reasked: number;
}

/** A look at a symbol, with the texts that a question would need. */
export interface OpenedEvaluation {
  readonly evaluation: Evaluation;
  readonly snapshot: Snapshot;
}

/** No two in the life of a data folder: numbers of events never repeat, and a seat is looked at once in an event. */
const decisionIdOf = (state: DeskState, seat: AgentSeat, reasked: number): string =>
  `${seat.prefix}-${state.seq.toString(36)}${reasked > 0 ? '-again' : ''}`;

/** The rules read one timeframe, and of it the newest close alone among the bars. */
function rulesFigures(figures: FigureMap, prefix: string, timeframe: string): FigureValues {
  const own = `${prefix}.${timeframe}.`;
  const isRead = (id: string): boolean => {
    if (id.startsWith(own)) return !id.startsWith(`${own}bar`) || id === `${own}bar0.close`;
    return id.startsWith(`${prefix}.`) && id.indexOf('.', prefix.length + 1) < 0;
  };
  const read: Record<string, number> = {};
  for (const { id, value } of figures.values()) if (isRead(id)) read[id] = value;
  return read;
}

function rulesInputOf(
  agent: AgentMemory,
  seat: AgentSeat,
  seen: {
    readonly input: SnapshotInput;
    readonly figures: FigureMap;
    readonly draw: WeightDraw;
    readonly held: Evaluation['read']['held'];
  },
): Evaluation['rules'] {
  const { terms, rules } = agent.setup.config.decision;
  const frame = signalFrame(agent, seen.input.timeframes);
  const timeframe = timeframeName(frame?.timeframeMs ?? 0);
  return {
    symbol: seat.symbol,
    prefix: seat.prefix,
    timeframe,
    held: seen.held,
    mayShort: terms.may_short,
    weights: seen.draw.weights,
    figures: rulesFigures(seen.figures, seat.prefix, timeframe),
    config: rules,
  };
}

function evaluationOf(
  at: AgentPlace,
  seen: {
    readonly input: SnapshotInput;
    readonly snapshot: Snapshot;
    readonly draw: WeightDraw;
    readonly occasion: Occasion;
  },
): Evaluation {
  const { state, agent, seat } = at;
  const { input, snapshot, draw, occasion } = seen;
  const figures = valuesOf(snapshot.figures);
  const held = heldOf(state, seat.symbol);
  const { ts, mid, atr, text } = snapshot;
  const { seed, regime, samples, weights } = draw;
  return {
    decisionId: draw.decisionId,
    symbol: seat.symbol,
    ...occasion,
    snapshot: { ts, mid, atr, text },
    tsData: Math.floor(Math.max(...[...snapshot.figures.values()].map(({ tsSource }) => tsSource))),
    read: { symbol: seat.symbol, symbols: agent.setup.symbols, figures, mid, atr, held },
    rules: rulesInputOf(agent, seat, { input, figures: snapshot.figures, draw, held }),
    draw: { seed, regime, samples, weights },
    positionVersion: seat.positionVersion,
  };
}

/** Draws the weights, gathers the facts and writes them down; refused where a question would rest on broken figures. */
export function openEvaluation(at: AgentPlace, occasion: Occasion): Parsed<OpenedEvaluation> {
  const { state, agent, seat } = at;
  const { crypto, macro } = agent.regimes;
  const draw = agent.learner.draw({
    decisionId: decisionIdOf(state, seat, occasion.reasked),
    regime: regimeKeyOf(crypto.state, macro.state),
    ts: tsOf(state),
    seed: agent.setup.config.seed,
  });
  const input = gatherSnapshot(state, agent, { seat, weights: draw.shown });
  if (!input.ok) return input;
  const snapshot = buildSnapshot(input.value, agent.setup.config.decision.snapshot);
  if (!snapshot.ok) return snapshot;
  const seen = { input: input.value, snapshot: snapshot.value, draw, occasion };
  return parsed({
    evaluation: evaluationOf({ state, agent, seat }, seen),
    snapshot: snapshot.value,
  });
}
