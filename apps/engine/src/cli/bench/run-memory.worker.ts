import { runBacktest } from '@quarterdeck/core/simulation/backtest/run-backtest';
import { z } from 'zod';
import { generateBars } from './generated-bars.ts';
import { SMA_SYMBOL, smaCrossRun } from './sma-cross-run.ts';

const TICK_UNITS = 1_000_000n;

/** One streamed run in a process that does nothing else; its largest size so far is the answer. */
process.once('message', (message) => {
  const count = z.int().parse(message);
  const bars = generateBars({
    symbol: SMA_SYMBOL,
    count,
    seed: 1,
    stepUnits: Number(TICK_UNITS),
  });
  const { closedTrades } = runBacktest(smaCrossRun(bars, TICK_UNITS));
  const peakMb = process.resourceUsage().maxRSS / 1_024;
  process.send?.({ peakMb, trades: closedTrades.length });
  process.disconnect();
});
