import type { SymbolId } from '@quarterdeck/core/kernel/ids';
import { quantile } from '../statistics.ts';
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
  /** That long before, at the same rate and uncounted: code is being compiled, files grow to their size. Default 0. */
  readonly unseenMs?: number;
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

/** Quotes come at their own time, whether the engine is ready or not: waiting in line counts as latency. */
export async function runPaced(context: StageContext, options: PacedOptions): Promise<PacedRun> {
  const { symbols, intervalMs, name, rules } = options;
  const instruments = drillInstruments(symbols);
  const watch = new SubmitWatch(context.clock, instruments);
  const engine = new ProofEngine({
    folder: folderOf(context.folder, name),
    desk: drillDesk({ instruments, ...(rules !== undefined && { rules }) }),
    seed: context.seed,
    tsStart: TS_DRILL,
    machine: context.clock,
    hasVenueBook: false,
    wrapWire: (wire) => watch.wrap(wire),
  });
  engine.runTo(TS_DRILL + WARM_UP_MS);
  const { quotes, elapsedMs } = await play(engine, { context, options, watch });
  await engine.close();
  const samples = [...watch.latencies.values()];
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

interface Played {
  /** Quotes that counted. */
  readonly quotes: number;
  readonly elapsedMs: number;
}

interface PlayOptions {
  readonly context: StageContext;
  readonly options: PacedOptions;
  readonly watch: SubmitWatch;
}

/** Desk time is the market's, so what is traded does not depend on how long it took. */
async function play(
  engine: ProofEngine,
  { context, options, watch }: PlayOptions,
): Promise<Played> {
  const { seed, clock, scheduler, signal } = context;
  const { symbols, intervalMs, durationMs, unseenMs = 0 } = options;
  const instruments = drillInstruments(symbols);
  const ticks = Math.ceil((unseenMs + durationMs) / intervalMs);
  const market = { instruments, seed, tsStart: TS_FIRST_QUOTE, intervalMs, ticks };
  const startedMs = clock.monotonicMs();
  const ranMs = (): number => clock.monotonicMs() - startedMs;
  let quotes = 0;
  for (const input of drillMarket(market)) {
    if (input.type !== 'quote') continue;
    const atMs = input.quote.tsEvent - TS_FIRST_QUOTE;
    while (ranMs() < atMs) await scheduler.yield();
    watch.expect(startedMs + atMs, atMs >= unseenMs);
    engine.deliver(input);
    if (atMs >= unseenMs) quotes += 1;
    if (signal.aborted || ranMs() > unseenMs + GIVE_UP * durationMs) break;
  }
  return { quotes, elapsedMs: Math.max(durationMs, ranMs() - unseenMs) };
}

/** How long after its quote was due each order came to the venue. */
class SubmitWatch {
  /** A symbol without an order keeps an empty list, whose quantile is no number. */
  readonly latencies: ReadonlyMap<SymbolId, number[]>;
  readonly #clock: StageContext['clock'];
  #dueMs = 0;
  #counts = false;

  constructor(clock: StageContext['clock'], instruments: readonly { readonly symbol: SymbolId }[]) {
    this.#clock = clock;
    this.latencies = new Map(instruments.map(({ symbol }) => [symbol, []]));
  }

  /** Orders that come now belong to a quote that was due at this time. */
  expect(dueMs: number, counts: boolean): void {
    this.#dueMs = dueMs;
    this.#counts = counts;
  }

  wrap(wire: ProofWire): ProofWire {
    return {
      submit: (request) => {
        const work = wire.submit(request);
        this.#arrived(request.symbol);
        return work;
      },
      cancel: (id, symbol) => wire.cancel(id, symbol),
      queryOrder: (id, symbol) => wire.queryOrder(id, symbol),
      snapshot: (afterTradeId) => wire.snapshot(afterTradeId),
    };
  }

  #arrived(symbol: SymbolId): void {
    if (this.#counts) this.latencies.get(symbol)?.push(this.#clock.monotonicMs() - this.#dueMs);
  }
}
