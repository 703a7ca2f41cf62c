import { gateConfigSchema } from '../../contract/agent/config/gate.schema.ts';
import { SECOND_MS } from '../../kernel/clock.ts';
import { asSymbolId } from '../../kernel/ids.ts';
import { createRng } from '../../kernel/rng.ts';
import { Gate } from './gate.ts';
import type { GateState } from './gate-state.ts';
import type { GatePassed, GateResult } from './gate-result.ts';

export const SYMBOL = asSymbolId('BTC/USDT');
export const T0 = Date.UTC(2024, 0, 1);
export const at = (seconds: number): number => T0 + seconds * SECOND_MS;

/** A gate that has no reason of its own: each test names the one it is about. */
const QUIET = {
  timer: { min_s: 30, max_s: 604_800 },
  candle: { timeframes_ms: [] },
  shock: { bucket_s: 10, window: 20, warm_up: 10, cool_down_s: 100 },
  budget: { min_pause_s: 1, max_per_hour: 1_000, reserved_per_hour: 10 },
  silence_s: 604_800,
};

const configOf = (changes: object = {}) => gateConfigSchema.parse({ ...QUIET, ...changes });

interface Stored {
  readonly tsStart: number;
  readonly state: GateState;
}

export const gateOf = (changes: object = {}, stored?: Stored): Gate =>
  new Gate(
    { symbol: SYMBOL, config: configOf(changes), tsStart: stored?.tsStart ?? T0 },
    stored?.state,
  );

export const passesOf = (results: readonly GateResult[]): GatePassed[] =>
  results.filter((result) => result.passed);

/** A calm market for `buckets` buckets of ten seconds: five trades a bucket around 100, sizes around one. */
export function calm(gate: Gate, buckets: number, fromS = 0): GateResult[] {
  const rng = createRng(fromS + 1);
  return Array.from({ length: buckets * 5 }, (_, index) => {
    const price = 100 + (rng.next() - 0.5) * 0.1;
    return gate.onTrade(price, 0.8 + rng.next() * 0.4, at(fromS + index * 2));
  });
}
