import { expect, it } from 'vitest';
import { MINUTE_MS } from '@quarterdeck/core/kernel/clock';
import { price, qty } from '@quarterdeck/core/kernel/decimal';
import { asSymbolId } from '@quarterdeck/core/kernel/ids';
import { tsOfInput, type MarketInput } from '@quarterdeck/core/simulation/market-input';
import { collect } from '../../adapters/tapes/tape-files.fixture.ts';
import type { Tape, TapeBatch } from '../../adapters/tapes/tape.ts';
import { windowTape } from './window-tape.ts';

const symbol = asSymbolId('BTC/USDT');
const one = price('1');
const size = qty('1');

const quoteAt = (tsEvent: number): MarketInput => ({
  type: 'quote',
  quote: { symbol, bid: one, ask: price('2'), bidQty: size, askQty: size, tsEvent },
});
const tradeAt = (tsEvent: number): MarketInput => ({
  type: 'trade',
  trade: { symbol, price: one, qty: size, side: 'buy', tsEvent },
});
const barEndingAt = (ts: number): MarketInput => ({
  type: 'candle',
  candle: {
    ...{ symbol, timeframeMs: MINUTE_MS, tsOpen: ts - MINUTE_MS },
    ...{ open: one, high: one, low: one, close: one, volume: size, ticks: 1 },
  },
});

function tapeOf(batches: readonly TapeBatch[]) {
  const read: number[] = [];
  const tape: Tape = {
    ...{ description: 'a tape', symbol, heads: [], counts: { rows: 0, skippedRows: 0 } },
    async *batches() {
      for (const [index, batch] of batches.entries()) {
        read.push(index);
        yield await Promise.resolve(batch);
      }
    },
  };
  return { tape, read };
}

const all = { movedMs: 0, tsFrom: 0, tsTo: Number.POSITIVE_INFINITY };

it('moves quotes, trades and bars by the same time and changes nothing else', async () => {
  const inputs = [quoteAt(100_000), tradeAt(100_001), barEndingAt(120_000)];
  const { tape } = tapeOf([inputs]);
  expect(await collect(windowTape(tape, all).batches())).toEqual(inputs);
  const later = await collect(windowTape(tape, { ...all, movedMs: 7_000 }).batches());
  expect(later).toEqual([quoteAt(107_000), tradeAt(107_001), barEndingAt(127_000)]);
});

it('leaves out what is played before its window, or at its end and later', async () => {
  const { tape } = tapeOf([[1, 2, 3, 4, 5].map(quoteAt)]);
  const window = { movedMs: 10, tsFrom: 12, tsTo: 14 };
  const times = (await collect(windowTape(tape, window).batches())).map(tsOfInput);
  expect(times).toEqual([12, 13]);
});

it('reads no further than its end', async () => {
  const { tape, read } = tapeOf([[quoteAt(1)], [quoteAt(2)], [quoteAt(3)], [quoteAt(4)]]);
  await collect(windowTape(tape, { ...all, tsTo: 2 }).batches());
  expect(read).toEqual([0, 1]);
});
