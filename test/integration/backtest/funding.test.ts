import { describe, expect, it } from 'vitest';
import { asMoney, asPrice, convert, notional, qty, rate } from '@quarterdeck/core/kernel/decimal';
import { HOUR_MS } from '@quarterdeck/core/kernel/clock';
import { runBacktest } from '@quarterdeck/core/simulation/backtest/run-backtest';
import { generateBars } from '../../../apps/engine/src/cli/bench/generated-bars.ts';
import { SMA_SYMBOL, smaCrossRun } from '../../../apps/engine/src/cli/bench/sma-cross-run.ts';

const TICK = 1_000_000n;
const BARS = { symbol: SMA_SYMBOL, count: 5_000, seed: 3, stepUnits: 1e6 };

describe('funding in a backtest', () => {
  const [block] = [...generateBars(BARS)];
  if (block === undefined) throw new Error('no bars');
  const tsFirst = block.tsOpen[0] ?? 0;
  const rates = Array.from({ length: 10 }, (_, index) => ({
    ts: tsFirst + (index + 1) * 8 * HOUR_MS + 7,
    symbol: SMA_SYMBOL,
    rate: rate(index % 2 === 0 ? '0.0001' : '-0.00025'),
  }));
  const plain = runBacktest(smaCrossRun(generateBars(BARS), TICK));
  const funded = { ...smaCrossRun(generateBars(BARS), TICK), funding: rates };
  const paid = runBacktest(funded);

  it('changes nothing but what it pays', () => {
    expect(paid.closedTrades.map(({ net }) => net)).toEqual(
      plain.closedTrades.map(({ net }) => net),
    );
    expect(paid.net).toBe(paid.gross - paid.fees + paid.funding);
    expect(plain.funding).toBe(0n);
  });

  it('pays the rate of the value at the mid price at its stamp, on what is open then', () => {
    const expected = rates.reduce((sum, { ts, rate: share }) => {
      const isOpen = plain.closedTrades.some((trade) => trade.tsOpened < ts && ts < trade.tsClosed);
      const row = block.tsOpen.findLastIndex((tsOpen) => tsOpen <= ts);
      const mid = asPrice(BigInt(block.open[row] ?? 0) + TICK / 2n);
      return isOpen ? sum - convert(notional(mid, qty('1')), share) : sum;
    }, 0n);
    expect(expected).not.toBe(0n);
    expect(paid.funding).toBe(asMoney(expected));
  });

  it('is the same where quiet bars are taken one by one', () => {
    const slow = runBacktest({
      ...smaCrossRun(generateBars(BARS), TICK),
      funding: rates,
      isQuietAllowed: false,
    });
    expect(slow.funding).toBe(paid.funding);
    expect(slow.drawdown).toEqual(paid.drawdown);
    expect(slow.equity).toEqual(paid.equity);
  });
});
