import type { AgentSetup } from '../../desk-contract.ts';
import { decisionJsonSchema } from '../../decision/agent/decision-json-schema.ts';
import { figurePrefix } from '../../decision/agent/collect-figures.ts';
import { STATIC_TEXT } from '../../decision/agent/static-text.ts';
import { createBreaker } from '../../decision/breaker/breaker.ts';
import { createBudget } from '../../decision/cost/budget.ts';
import { boundStatic } from '../../decision/cost/worst-case.ts';
import { Gate } from '../../decision/gate/gate.ts';
import { createGateCounter } from '../../decision/journal/gate-counter.ts';
import { createSignalLearner } from '../../decision/learner/bandit/create-signal-learner.ts';
import { createCaseBook } from '../../decision/learner/calibration/case-book.ts';
import { SECOND_MS, type EpochMs } from '../../kernel/clock.ts';
import type { SymbolId } from '../../kernel/ids.ts';
import { createDerivativesBoard } from '../../market/derivatives/derivatives-board.ts';
import { createBarFigures, type BarFigures } from '../../market/figures/bar-figures.ts';
import { NO_REGIMES } from '../../model/agent/regime-facts.ts';
import type { AgentMemory, AgentSeat } from './agent-memory.ts';
import type { AgentStateText } from './agent-state-text.ts';
import { storedParts } from './stored-parts.ts';

/** Resolved cases kept: what a curve is fitted on, and what a restart has to read. */
export const KEPT_CASES = 200;

function createFrames(setup: AgentSetup): ReadonlyMap<number, BarFigures> {
  const { timeframes_ms, decision } = setup.config;
  return new Map(
    [...timeframes_ms]
      .sort((one, two) => one - two)
      .map((timeframeMs) => [
        timeframeMs,
        createBarFigures({ timeframeMs, keep: decision.snapshot.candles }),
      ]),
  );
}

function createSeat(
  setup: AgentSetup,
  symbol: SymbolId,
  from: { readonly ts: EpochMs; readonly stored: AgentStateText | undefined },
): AgentSeat {
  const stored = from.stored?.seats.find((seat) => seat.symbol === symbol);
  const options = { symbol, config: setup.config.gate, tsStart: from.ts };
  return {
    symbol,
    prefix: figurePrefix(symbol, setup.symbols),
    gate: new Gate(options, stored?.gate),
    frames: createFrames(setup),
    question: stored?.question,
    past: stored?.past ?? [],
    positionVersion: stored?.positionVersion ?? 0,
    counted: stored?.counted ?? 0,
    tsQuote: 0,
    changes: 0,
  };
}

/** The agent as it was stored, or as on the first day. */
export function createAgentMemory(
  setup: AgentSetup,
  ts: EpochMs,
  stored: AgentStateText | undefined,
): AgentMemory {
  const { config, symbols } = setup;
  const schema = decisionJsonSchema(symbols);
  const maxGapMs = config.gate.silence_s * SECOND_MS;
  return {
    setup,
    schema,
    schemaHash: setup.digest(JSON.stringify(schema)),
    staticTokens: boundStatic({ staticText: STATIC_TEXT, schema }),
    seats: new Map(symbols.map((symbol) => [symbol, createSeat(setup, symbol, { ts, stored })])),
    breaker: createBreaker(config.model.breaker, stored?.breaker),
    budget: createBudget(config.model, stored?.budget),
    learner: createSignalLearner(config.learner.bandit, stored?.learner),
    cases: createCaseBook({ keep: KEPT_CASES, maxGapMs }, stored?.cases),
    curves: new Map(),
    board: createDerivativesBoard(config.regimes.derivatives),
    skips: createGateCounter(),
    regimes: stored?.regimes ?? NO_REGIMES,
    memory: stored?.memory ?? [],
    lessons: stored?.lessons ?? [],
    holdings: new Map(stored?.holdings.map((holding) => [holding.positionId, holding])),
    entries: new Map(stored?.entries),
    budgetMode: 'normal',
    stored: storedParts(
      stored?.parts && { names: stored.parts, counts: stored.cases.counts ?? [] },
    ),
    tsStored: ts,
    tsCounted: ts,
  };
}
