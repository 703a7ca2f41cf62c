import type { SnapshotConfig } from '../../contract/agent/config/decision.schema.ts';
import type { EpochMs } from '../../kernel/clock.ts';
import type { FigureMap } from '../../model/agent/figure.ts';
import { liveMemory } from './memory.ts';
import { canonicalJson, type Canonical } from './canonical-json.ts';
import { cleanText } from './clean-text.ts';
import type { SnapshotInput, SnapshotTimeframe } from './snapshot-input.ts';

const round = (value: number, decimals: number): number => Number(value.toFixed(decimals));

/** Whole tenths of a second are enough to judge an age by. */
const ageS = (ts: EpochMs, tsSource: EpochMs): number => round((ts - tsSource) / 1_000, 1);

/**
 * What seldom changes, cached for five minutes: no time stamp, weights rounded, so that it keeps its bytes from one
 * question to the next. Notes stand in it as quoted values of a field named `memory`, with their author.
 */
export function renderSlow(input: SnapshotInput): string {
  const { weights, fees, safety, limits } = input;
  return canonicalJson({
    mandate: cleanText(input.mandate),
    weights: Object.fromEntries(
      Object.entries(weights).map(([name, weight]) => [name, round(weight, 2)]),
    ),
    fees: { maker_bps: fees.makerBps, taker_bps: fees.takerBps },
    limits: {
      ...limits,
      may_short: input.mayShort,
      max_stop_bps: safety.maxStopBps,
      trail_after_bps: safety.trailAfterBps,
      trail_distance_bps: safety.trailDistanceBps,
    },
    memory: liveMemory(input.memory, input.ts).map((record) => ({
      ref: record.ref,
      kind: record.kind,
      symbol: record.symbol,
      written_by: record.decisionId,
      note: cleanText(record.value),
    })),
    lessons: input.lessons
      .filter((lesson) => lesson.tsExpires > input.ts)
      .map(({ symbol, what, figures, decisionId }) => ({ symbol, what, figures, of: decisionId })),
  });
}

interface FreshParts {
  readonly figures: FigureMap;
  readonly prefix: string;
  readonly config: SnapshotConfig;
}

/** What is new with every question; `symbol` first, so that the asked one cannot be overlooked. */
export function renderFresh(input: SnapshotInput, parts: FreshParts): string {
  const { ts, symbol } = input;
  const { config } = parts;
  return canonicalJson(
    {
      symbol,
      as_of: new Date(ts).toISOString(),
      figures: renderFigures(parts.figures, ts),
      bars: Object.fromEntries(
        input.timeframes.map((frame) => [frame.timeframe, renderBars(frame, ts, config.candles)]),
      ),
      regimes: Object.fromEntries(input.regimes.map(({ name, state }) => [name, state])),
      positions: renderPositions(input),
      decisions: input.decisions.slice(0, config.decisions).map((past) => ({
        age_s: ageS(ts, past.tsAsOf),
        action: past.action,
        outcome: past.outcome,
        net_bps: past.netBps === null ? null : round(past.netBps, 1),
      })),
    },
    ['symbol', 'as_of'],
  );
}

/** Figures of single bars are written as rows under `bars`; their ids follow from their place. */
const BAR_ID = /\.bar\d+\./;

function renderFigures(figures: FigureMap, ts: EpochMs): Canonical {
  const shown = [...figures.values()].filter((figure) => !BAR_ID.test(figure.id));
  return Object.fromEntries(
    shown.map(({ id, value, tsSource }) => [id, [value, ageS(ts, tsSource)]]),
  );
}

function renderBars(frame: SnapshotTimeframe, ts: EpochMs, candles: number): Canonical {
  return {
    age_s: ageS(ts, frame.tsClose),
    rows: frame.bars
      .slice(0, candles)
      .map(({ open, high, low, close, volume }) => [open, high, low, close, volume]),
  };
}

function renderPositions(input: SnapshotInput): Canonical {
  const byKey = [...input.positions].sort((left, right) => {
    if (left.symbol === right.symbol) return left.tsOpened - right.tsOpened;
    return left.symbol < right.symbol ? -1 : 1;
  });
  return byKey.map((position) => ({
    symbol: position.symbol,
    side: position.side,
    units: position.units,
    entry: position.entryPrice,
    stop: position.stopPrice,
    target: position.targetPrice,
    gain_bps: round(position.gainBps, 1),
    age_s: ageS(input.ts, position.tsOpened),
  }));
}
