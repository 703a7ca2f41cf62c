import type { SymbolId } from '@quarterdeck/core/kernel/ids';
import { quantile } from '../../cli/bench/statistics.ts';
import { drillDesk } from '../drill/drill-desk.ts';
import { drillInstruments } from '../drill/drill-instruments.ts';
import { drillMarket } from '../drill/drill-market.ts';
import type { DrillRules } from '../drill/drill-strategy.ts';
import { folderOf, TS_DRILL, TS_FIRST_QUOTE, WARM_UP_MS } from '../drill/run-drill.ts';
import { ProofEngine, type ProofWire } from '../engine/proof-engine.ts';
import type { StageContext } from '../stage.ts';

export interface PacedOptions {
  readonly symbols: number;
  /** Between two quotes of one symbol, of the machine's time. */
  readonly intervalMs: number;
  readonly durationMs: number;
  /** How often a strategy signals. Left out: at every chance. */
  readonly rules?: Partial<DrillRules>;
  /** Of its folder; no two runs of a stage share one. */
  readonly name: string;
}

/** One rate, in real time. */
export interface PacedRun {
  readonly intervalMs: number;
  /** Quotes a second that were due, and that were handled. */
  readonly offeredPerS: number;
  readonly achievedPerS: number;
  readonly ordersPerS: number;
  /** From the moment a quote was due to its order at the venue; the worst symbol's 99th percentile. */
  readonly p99Ms: number;
  readonly p50Ms: number;
  readonly orders: number;
}

/** A rate that takes more than this times its own time has been seen to be too much. */
const GIVE_UP = 2;

/**
 * Quotes come at their own time, whether the engine is ready or not: waiting in line counts as latency. Desk time is
 * the market's, so what is traded does not depend on how long it took.
 */
export async function runPaced(context: StageContext, options: PacedOptions): Promise<PacedRun> {
  const { folder, seed, clock, scheduler, signal } = context;
  const { symbols, intervalMs, durationMs, name, rules } = options;
  const instruments = drillInstruments(symbols);
  const latencies = new Map<SymbolId, number[]>(instruments.map(({ symbol }) => [symbol, []]));
  let dueMs = 0;
  const engine = new ProofEngine({
    folder: folderOf(folder, name),
    desk: drillDesk({ instruments, ...(rules !== undefined && { rules }) }),
    seed,
    tsStart: TS_DRILL,
    machine: clock,
    hasVenueBook: false,
    wrapWire: (wire) =>
      tellSubmits(wire, (symbol) => latencies.get(symbol)?.push(clock.monotonicMs() - dueMs)),
  });
  engine.runTo(TS_DRILL + WARM_UP_MS);
  const ticks = Math.ceil(durationMs / intervalMs);
  const startedMs = clock.monotonicMs();
  let quotes = 0;
  for (const input of drillMarket({
    instruments,
    seed,
    tsStart: TS_FIRST_QUOTE,
    intervalMs,
    ticks,
  })) {
    if (input.type !== 'quote') continue;
    dueMs = startedMs + input.quote.tsEvent - TS_FIRST_QUOTE;
    while (clock.monotonicMs() < dueMs) await scheduler.yield();
    engine.deliver(input);
    quotes += 1;
    if (signal.aborted || clock.monotonicMs() - startedMs > GIVE_UP * durationMs) break;
  }
  const elapsedMs = Math.max(durationMs, clock.monotonicMs() - startedMs);
  await engine.close();
  const samples = [...latencies.values()];
  const orders = samples.reduce((sum, each) => sum + each.length, 0);
  const perS = (count: number): number => (count / elapsedMs) * 1_000;
  return {
    intervalMs,
    offeredPerS: (symbols * 1_000) / intervalMs,
    achievedPerS: perS(quotes),
    ordersPerS: perS(orders),
    p99Ms: Math.max(...samples.map((each) => quantile(each, 0.99))),
    p50Ms: quantile(samples.flat(), 0.5),
    orders,
  };
}

function tellSubmits(wire: ProofWire, tell: (symbol: SymbolId) => void): ProofWire {
  return {
    submit: (request) => {
      const work = wire.submit(request);
      tell(request.symbol);
      return work;
    },
    cancel: (id, symbol) => wire.cancel(id, symbol),
    queryOrder: (id, symbol) => wire.queryOrder(id, symbol),
    snapshot: (afterTradeId) => wire.snapshot(afterTradeId),
  };
}
