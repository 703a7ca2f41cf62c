import type { BarColumns } from '@quarterdeck/core/model/columns';

/*
 * The same work a second time and in another way: no desk, no venue, no stream of events. Averages are summed anew for
 * every bar, in whole numbers.
 */

export interface ReferenceTrade {
  readonly tsOpened: number;
  readonly tsClosed: number;
  /** Units of 1e-8. */
  readonly entry: bigint;
  readonly exit: bigint;
  /** Units of 1e-16. */
  readonly net: bigint;
}

export interface Reference {
  readonly trades: readonly ReferenceTrade[];
  readonly net: bigint;
  readonly fees: bigint;
  /** Bars at which both averages are equal. */
  readonly ties: number;
}

const UNIT = 100_000_000n;
/** One-way 15 ms there: an order of a bar's end meets the next bar's open. */
const ARRIVES_MS = 15;

/** 0.1 basis points of the notional, half to even at the sixteenth decimal. */
function feeOf(price: bigint): bigint {
  const exact = price * UNIT;
  const [quotient, rest] = [exact / 100_000n, exact % 100_000n];
  const isUp = rest * 2n > 100_000n || (rest * 2n === 100_000n && quotient % 2n === 1n);
  return isUp ? quotient + 1n : quotient;
}

/** Whole numbers far below 2 ** 53: exact. */
const sumOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0);

/** Long one unit while the sum of 10 closes, three times, is above that of 30; a tie changes nothing. */
export function crossByHand(blocks: readonly BarColumns[], tick: bigint): Reference {
  const rows = blocks.flatMap((block) =>
    Array.from(block.tsOpen, (ts, row) => ({ ts, block, row })),
  );
  const closes: number[] = [];
  const trades: ReferenceTrade[] = [];
  let [side, ties, net, fees] = [0, 0, 0n, 0n];
  let open: { readonly ts: number; readonly price: bigint } | undefined;
  const close = (price: bigint, ts: number): void => {
    if (open === undefined) return;
    const cost = feeOf(open.price) + feeOf(price);
    const profit = (price - open.price) * UNIT - cost;
    trades.push({ tsOpened: open.ts, tsClosed: ts, entry: open.price, exit: price, net: profit });
    [net, fees, open] = [net + profit, fees + cost, undefined];
  };
  for (const [index, { ts, block, row }] of rows.entries()) {
    closes.push(block.close[row] ?? 0);
    if (closes.length > 30) closes.shift();
    if (closes.length < 30) continue;
    const gap = 3 * sumOf(closes.slice(20)) - sumOf(closes);
    if (gap === 0) ties += 1;
    const now = gap === 0 ? side : Math.sign(gap);
    if (now !== side && side !== 0) {
      const next = rows[index + 1];
      const price = BigInt(next?.block.open[next.row] ?? block.close[row] ?? 0);
      const tsFill = ts + block.timeframeMs + ARRIVES_MS;
      if (now > 0) open = { ts: tsFill, price: price + tick };
      else close(price, tsFill);
    }
    side = now;
  }
  const last = rows.at(-1);
  const tsEnd = (last?.ts ?? 0) + 60_000 + 1_000 + 3 * ARRIVES_MS;
  close(BigInt(closes.at(-1) ?? 0), tsEnd);
  return { trades, net, fees, ties };
}
