import type { EpochMs } from '../../kernel/clock.ts';

/** Signed amounts, each counting half after one half-life. Numbers are brought to `ts` by `add`. */
export interface SignedFlow {
  add(signed: number, ts: EpochMs): void;
  reset(): void;
  /** (buys - sells) / (buys + sells), -1..1; 0 while empty. */
  imbalance(): number;
  /**
   * Net amount in standard deviations of the null in which every amount took its side by a fair coin:
   * sum(w q) / sqrt(sum((w |q|)^2)). Works at any rate and size, so that one threshold serves all symbols.
   */
  sigma(): number;
  /** Amounts on the scale, older ones counted less. */
  count(): number;
}

interface Sums {
  net: number;
  gross: number;
  squares: number;
  count: number;
  tsLast: EpochMs;
}

/** Factors for the first milliseconds of silence, so that a dense feed costs no exponential a tick. */
const TABLE_MS = 1_024;

type Decay = (elapsedMs: number) => number;

function createDecay(halfLifeMs: number): Decay {
  const ratePerMs = Math.LN2 / halfLifeMs;
  const table = Float64Array.from({ length: TABLE_MS }, (_, ms) => Math.exp(-ms * ratePerMs));
  return (elapsedMs) => table[elapsedMs] ?? Math.exp(-elapsedMs * ratePerMs);
}

function decaySums(sums: Sums, ts: EpochMs, decay: Decay): void {
  const elapsedMs = ts - sums.tsLast;
  if (elapsedMs <= 0) return;
  const factor = decay(elapsedMs);
  sums.net *= factor;
  sums.gross *= factor;
  sums.squares *= factor * factor;
  sums.count *= factor;
  sums.tsLast = ts;
}

export function createSignedFlow(halfLifeMs: number): SignedFlow {
  const sums: Sums = { net: 0, gross: 0, squares: 0, count: 0, tsLast: 0 };
  const decay = createDecay(halfLifeMs);
  return {
    add: (signed, ts) => {
      decaySums(sums, ts, decay);
      sums.net += signed;
      sums.gross += Math.abs(signed);
      sums.squares += signed * signed;
      sums.count += 1;
    },
    reset: () => {
      sums.net = sums.gross = sums.squares = sums.count = 0;
    },
    imbalance: () => (sums.gross > 0 ? sums.net / sums.gross : 0),
    sigma: () => (sums.squares > 0 ? sums.net / Math.sqrt(sums.squares) : 0),
    count: () => sums.count,
  };
}
