import { MINUTE_MS, type EpochMs } from '../../kernel/clock.ts';

/** Evaluations that ended at one layer of the gate, of one symbol in one minute. */
export interface GateCount {
  readonly symbol: string;
  readonly tsMinute: EpochMs;
  readonly layer: string;
  readonly count: number;
}

export interface GateCounter {
  count(symbol: string, layer: string, ts: EpochMs): void;
  /** Several at once, none where `count` is not above zero. */
  add(skips: { symbol: string; layer: string; ts: EpochMs; count: number }): void;
  /** Takes out the minutes that had ended by `tsNow`; at a stop, `Infinity` takes all. */
  flush(tsNow: EpochMs): readonly GateCount[];
}

type ByLayer = Map<string, number>;

/** Adds up skips in memory: a row each would be millions a day. */
export function createGateCounter(): GateCounter {
  const minutes = new Map<EpochMs, Map<string, ByLayer>>();
  const layersOf = (tsMinute: EpochMs, symbol: string): ByLayer => {
    const symbols = minutes.get(tsMinute) ?? new Map<string, ByLayer>();
    const layers = symbols.get(symbol) ?? new Map<string, number>();
    minutes.set(tsMinute, symbols);
    symbols.set(symbol, layers);
    return layers;
  };
  const take = (tsMinute: EpochMs): GateCount[] => {
    const symbols = [...(minutes.get(tsMinute) ?? [])];
    minutes.delete(tsMinute);
    return symbols.flatMap(([symbol, layers]) =>
      [...layers].map(([layer, count]) => ({ symbol, tsMinute, layer, count })),
    );
  };
  const add: GateCounter['add'] = ({ symbol, layer, ts, count }) => {
    if (!(count > 0)) return;
    const layers = layersOf(ts - (ts % MINUTE_MS), symbol);
    layers.set(layer, (layers.get(layer) ?? 0) + count);
  };
  return {
    add,
    count: (symbol, layer, ts) => {
      add({ symbol, layer, ts, count: 1 });
    },
    flush: (tsNow) =>
      [...minutes.keys()].filter((tsMinute) => tsMinute + MINUTE_MS <= tsNow).flatMap(take),
  };
}
