import type { LiveStore } from './live-store.ts';

/** What the small lines of the KPI strip draw: figures as floats, one a second at most. */
export interface MetricSample {
  readonly ts: number;
  readonly equity: number;
  readonly day: number;
  readonly open: number;
  readonly exposure: number;
  readonly drawdownPct: number;
  readonly tradesToday: number;
  readonly winRate: number;
}

export type MetricName = Exclude<keyof MetricSample, 'ts'>;

const KEPT = 180;
const EVERY_MS = 1_000;

/** Remembers the last minutes of the headline figures, from the moment the page was opened. */
export class MetricHistory {
  readonly #store: LiveStore;
  readonly #listeners = new Set<() => void>();
  #samples: readonly MetricSample[] = [];
  #unsubscribe: (() => void) | undefined;

  constructor(store: LiveStore) {
    this.#store = store;
  }

  start(): void {
    this.#unsubscribe = this.#store.subscribeSlice('pnl', () => this.#record());
  }

  stop(): void {
    this.#unsubscribe?.();
  }

  readonly getSamples = (): readonly MetricSample[] => this.#samples;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  };

  #record(): void {
    const pnl = this.#store.getSlice('pnl');
    const ts = this.#store.engineNow();
    const last = this.#samples.at(-1);
    if (!pnl || (last && ts - last.ts < EVERY_MS)) return;
    const sample = {
      ts,
      equity: Number(pnl.equity),
      day: Number(pnl.day),
      open: Number(pnl.open),
      exposure: Number(this.#store.getSlice('exposure')?.total ?? 0),
      drawdownPct: pnl.drawdownPct,
      tradesToday: pnl.tradesToday,
      winRate: pnl.winRate ?? 0,
    };
    this.#samples = [...this.#samples.slice(1 - KEPT), sample];
    for (const listener of this.#listeners) listener();
  }
}
