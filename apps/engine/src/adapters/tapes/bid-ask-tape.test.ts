import { describe, expect, it } from 'vitest';
import { price } from '@quarterdeck/core/kernel/decimal';
import { openTapes } from './open-tapes.ts';
import { collect, makeTapeFolder } from './tape-files.fixture.ts';
import type { Tape } from './tape.ts';

const folder = makeTapeFolder();
const options = { instruments: [], skipBadRows: false, candleSpreadBps: 2 };

const inputsOf = async (tapes: readonly Tape[]) => {
  const [tape] = tapes;
  if (tape === undefined) throw new Error('no tape');
  return collect(tape.batches());
};

describe('bid and ask candles', () => {
  const header = 'ts_ms,open,high,low,close,volume\n';
  const bid = `${header}60000,1.0,1.4,0.8,1.2,0\n120000,1.2,1.2,1.2,1.2,0\n180000,1.2,1.2,1.2,1.2,0\n`;
  const ask = `${header}60000,1.2,1.6,1.0,1.4,0\n180000,1.1,1.1,1.1,1.1,0\n240000,1.1,1.1,1.1,1.1,0\n`;

  it('are paired by stamp, also when only one half is named; unpaired bars are counted', async () => {
    const bidFile = folder.write('fx_EURUSD-bid_1m_a_b.csv', bid);
    const askFile = folder.write('fx_EURUSD-ask_1m_a_b.csv', ask);
    const both = await openTapes([askFile, bidFile], options);
    const half = await openTapes([bidFile], options);
    expect(both.tapes).toHaveLength(1);
    expect(half.tapes).toHaveLength(1);
    const inputs = await inputsOf(both.tapes);
    expect(await inputsOf(half.tapes)).toEqual(inputs);
    expect(both.tapes[0]?.counts).toMatchObject({ rows: 2, skippedRows: 1 });
    const candles = inputs.flatMap((input) => (input.type === 'candle' ? [input.candle] : []));
    expect(candles.map(({ tsOpen }) => tsOpen)).toEqual([60_000, 180_000]);
    expect(candles[0]).toMatchObject({
      open: price('1.1'),
      high: price('1.5'),
      low: price('0.9'),
      close: price('1.3'),
    });
  });

  it('that are crossed against each other still give quotes with bid below ask', async () => {
    const bidFile = folder.write('cr_EURUSD-bid_1m_a_b.csv', bid);
    folder.write('cr_EURUSD-ask_1m_a_b.csv', ask);
    const { tapes } = await openTapes([bidFile], options);
    const quotes = (await inputsOf(tapes)).flatMap((input) =>
      input.type === 'quote' ? [input.quote] : [],
    );
    expect(quotes).toHaveLength(8);
    expect(quotes.every((quote) => quote.bid < quote.ask)).toBe(true);
  });

  it('refuse halves of different timeframes', async () => {
    const bidFile = folder.write(
      'tf_EURUSD-bid_x.csv',
      `${header}60000,1,1,1,1,0\n120000,1,1,1,1,0\n`,
    );
    folder.write('tf_EURUSD-ask_x.csv', `${header}60000,1,1,1,1,0\n90000,1,1,1,1,0\n`);
    await expect(openTapes([bidFile], options)).rejects.toThrow('differ in timeframe');
  });
});
