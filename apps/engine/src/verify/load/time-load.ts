import { drillDesk } from '../drill/drill-desk.ts';
import { drillInstruments } from '../drill/drill-instruments.ts';
import { drillMarket } from '../drill/drill-market.ts';
import { deliverAll, folderOf, TS_DRILL, TS_FIRST_QUOTE, WARM_UP_MS } from '../drill/run-drill.ts';
import { auditBySql } from '../exactness/audit-storage.ts';
import { ProofEngine } from '../engine/proof-engine.ts';
import type { StageContext } from '../stage.ts';
import { TICK_MS, type LoadSize } from './audit-load.ts';

export interface TimedLoad {
  readonly symbols: number;
  readonly seats: number;
  readonly fills: number;
  readonly roundTrips: number;
  readonly elapsedMs: number;
  readonly tradesPerS: number;
  readonly usPerTrade: number;
}

/** The same drill against the clock: tables, journal and lanes as they are, nobody looking over the desk's shoulder. */
export async function timeLoad(
  context: StageContext,
  { symbols, quotes }: LoadSize,
): Promise<TimedLoad> {
  const { folder, seed, clock, scheduler, findings, signal } = context;
  const instruments = drillInstruments(symbols);
  const desk = drillDesk({ instruments });
  const engine = new ProofEngine({
    folder: folderOf(folder, `timed-${symbols}`),
    desk,
    seed,
    tsStart: TS_DRILL,
    machine: clock,
    hasVenueBook: false,
  });
  engine.runTo(TS_DRILL + WARM_UP_MS);
  const ticks = Math.max(4, Math.round(quotes / symbols));
  const market = { instruments, seed, tsStart: TS_FIRST_QUOTE, intervalMs: TICK_MS, ticks };
  const inputs = [...drillMarket(market)];
  const startedMs = clock.monotonicMs();
  await deliverAll(engine, inputs, { breathe: () => scheduler.yield(), signal });
  engine.core.dispatcher.commitNow();
  const elapsedMs = clock.monotonicMs() - startedMs;
  const { totals } = engine.core.view;
  // What the clock has counted has to stand in the tables, to the last digit.
  const { storage } = engine;
  auditBySql({ findings, storage, view: engine.core.view, where: `${symbols} symbols, timed` });
  await engine.close();
  return {
    symbols,
    seats: desk.strategies.length,
    fills: totals.fills,
    roundTrips: totals.byStrategy.reduce((sum, { trades }) => sum + trades, 0),
    elapsedMs,
    tradesPerS: (totals.fills / elapsedMs) * 1_000,
    usPerTrade: (elapsedMs / totals.fills) * 1_000,
  };
}
