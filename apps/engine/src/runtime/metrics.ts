import { Counter, Gauge, Histogram, Registry } from 'prom-client';
import { moneyToFloat } from '@quarterdeck/core/kernel/decimal';
import type { LaneRow, LoopRow } from '@quarterdeck/core/contract/console-state.schema';
import type { DeskView } from '@quarterdeck/core/model/desk-view';

export interface MetricsSources {
  readonly view: () => DeskView;
  readonly eventCounts: () => Readonly<Partial<Record<string, number>>>;
  readonly effectCounts: () => Readonly<Partial<Record<string, number>>>;
  readonly loops: () => readonly LoopRow[];
  readonly lanes: () => readonly LaneRow[];
  readonly journalBytes: () => number;
  readonly pendingRecords: () => number;
  readonly eventLoopLagMs: () => number;
  readonly rssBytes: () => number;
}

export interface Metrics {
  readonly observeTickToOrder: (elapsedMs: number) => void;
  readonly observeLaneHold: (holdMs: number) => void;
  readonly observeGateToRequest: (elapsedMs: number) => void;
  readonly observeAnswerToOrder: (elapsedMs: number) => void;
  text(): Promise<string>;
}

const LOCK_LEVELS = { none: 0, lock: 1, freeze: 2 } as const;

function addTotals(registry: Registry, sources: MetricsSources): void {
  const totals = [
    ['quarterdeck_events_total', 'Events the desk has handled, by type', sources.eventCounts],
    ['quarterdeck_effects_total', 'Effects the desk has asked for, by type', sources.effectCounts],
  ] as const;
  for (const [name, help, read] of totals) {
    new Counter({
      name,
      help,
      labelNames: ['type'],
      registers: [registry],
      collect() {
        this.reset();
        for (const [type, count] of Object.entries(read())) this.inc({ type }, count ?? 0);
      },
    });
  }
}

function addGauges(registry: Registry, sources: MetricsSources): void {
  const { view } = sources;
  const gauges: readonly (readonly [string, string, () => number])[] = [
    ['lock_level', 'Global lock: 0 none, 1 lock, 2 freeze', () => LOCK_LEVELS[view().lock.level]],
    [
      'equity',
      'Equity in account currency, rounded to a float',
      () => moneyToFloat(view().pnl().equity),
    ],
    ['open_positions', 'Positions held', () => view().positions().length],
    ['working_orders', 'Orders that are not final', () => view().workingOrders().length],
    ['journal_bytes', 'Size of the running session in the journal', sources.journalBytes],
    ['pending_records', 'Records that wait for the tables', sources.pendingRecords],
    ['event_loop_lag_ms', '99th percentile since the last scrape', sources.eventLoopLagMs],
    ['rss_bytes', 'Resident memory of the engine', sources.rssBytes],
  ];
  for (const [name, help, read] of gauges) {
    new Gauge({
      name: `quarterdeck_${name}`,
      help,
      registers: [registry],
      collect() {
        this.set(read());
      },
    });
  }
}

function addRows(registry: Registry, sources: MetricsSources): void {
  new Gauge({
    name: 'quarterdeck_loop_restarts',
    help: 'Restarts of a supervised loop since the start',
    labelNames: ['loop'],
    registers: [registry],
    collect() {
      for (const row of sources.loops()) this.set({ loop: row.name }, row.restarts);
    },
  });
  new Gauge({
    name: 'quarterdeck_lane_acquired_not_released',
    help: 'Lanes held right now, by symbol',
    labelNames: ['symbol'],
    registers: [registry],
    collect() {
      for (const row of sources.lanes())
        this.set({ symbol: row.symbol }, row.acquired - row.released);
    },
  });
}

const MS_BUCKETS = [0.1, 0.25, 0.5, 0.75, 1, 1.25, 1.5, 2, 3, 5, 10, 20, 50, 100, 1_000, 10_000];

/** What Prometheus may read. Totals are taken from counters that exist anyway: nothing is counted twice on the way of a tick. */
export function createMetrics(sources: MetricsSources): Metrics {
  const registry = new Registry();
  addTotals(registry, sources);
  addGauges(registry, sources);
  addRows(registry, sources);
  const histogramOf = (name: string, help: string): Histogram =>
    new Histogram({
      name: `quarterdeck_${name}`,
      help,
      buckets: MS_BUCKETS,
      registers: [registry],
    });
  const tickToOrder = histogramOf(
    'tick_to_order_ms',
    'From taking up an event to handing its order to the venue',
  );
  const laneHold = histogramOf('lane_hold_ms', 'From ACQUIRE to RELEASE of a lane');
  const gateToRequest = histogramOf(
    'gate_to_request_ms',
    'From the event that opened a gate to its question on the wire',
  );
  const answerToOrder = histogramOf(
    'answer_to_order_ms',
    'From taking up an answer of the model to handing its order to the venue',
  );
  return {
    observeTickToOrder: (elapsedMs) => tickToOrder.observe(elapsedMs),
    observeLaneHold: (holdMs) => laneHold.observe(holdMs),
    observeGateToRequest: (elapsedMs) => gateToRequest.observe(elapsedMs),
    observeAnswerToOrder: (elapsedMs) => answerToOrder.observe(elapsedMs),
    text: () => registry.metrics(),
  };
}
