import { isDeepStrictEqual } from 'node:util';
import { describe, expect, it } from 'vitest';
import { runBacktest } from '@quarterdeck/core/simulation/backtest/run-backtest';
import { generateBars } from '../../../apps/engine/src/cli/bench/generated-bars.ts';
import { SMA_SYMBOL, smaCrossRun } from '../../../apps/engine/src/cli/bench/sma-cross-run.ts';
import { crossByHand } from './sma-reference.ts';

const TICK = 1_000_000n;

/** A coarse grid of prices makes many averages equal; floats would decide some of those by noise. */
const TAPES = [
  { name: '1,000,000 bars to a hundredth', count: 1_000_000, seed: 1, stepUnits: 1e6, ties: 2 },
  { name: '200,000 bars to a whole ten', count: 200_000, seed: 2, stepUnits: 1e9, ties: 400 },
];

describe('an SMA 10/30 cross through desk and venue', () => {
  it.each(TAPES)('equals a loop by hand to the last digit: $name', { timeout: 120_000 }, (tape) => {
    const blocks = [...generateBars({ symbol: SMA_SYMBOL, ...tape })];
    const reference = crossByHand(blocks, TICK);
    const outcome = runBacktest(smaCrossRun(blocks, TICK));
    expect(reference.ties).toBeGreaterThanOrEqual(tape.ties);
    expect(reference.trades.length).toBeGreaterThan(1_000);
    expect({ net: outcome.net, fees: outcome.fees }).toEqual({
      net: reference.net,
      fees: reference.fees,
    });
    const trades = outcome.closedTrades.map(
      ({ tsOpened, tsClosed, entryPrice, exitPrice, net }) => ({
        ...{ tsOpened, tsClosed, net },
        entry: entryPrice,
        exit: exitPrice,
      }),
    );
    // One by one only where they differ: twenty thousand trades take a matcher longer than the run.
    if (!isDeepStrictEqual(trades, reference.trades)) expect(trades).toEqual(reference.trades);
    expect(trades.length).toBe(reference.trades.length);
    expect(outcome.equity.at(-1)?.equity).toBe(outcome.startingBalance + reference.net);
  });
});
