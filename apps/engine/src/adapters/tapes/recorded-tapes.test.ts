import { createReadStream, readdirSync, readFileSync, statSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { createGunzip } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { formatUnits } from '@quarterdeck/core/kernel/decimal';
import { tsOfInput } from '@quarterdeck/core/simulation/market-input';
import { mergeTapes } from './merge-tapes.ts';
import { openTapes } from './open-tapes.ts';
import { hasRecordedData, recorded } from './tape-files.fixture.ts';

const options = { instruments: [], skipBadRows: false, candleSpreadBps: 2 };

function listTapes(folder: string): string[] {
  return readdirSync(recorded(folder)).map((name) => `${folder}/${name}`);
}

/** Row counts as the manifest of the recordings states them, by file name. */
function statedRows(): ReadonlyMap<string, number> {
  const manifest = readFileSync(recorded('MANIFEST.md'), 'utf8');
  const rows = manifest.matchAll(/^\| `shared\/((?:candles|trades|quotes)\/[^`]+)` \| (\d+) \|/gm);
  return new Map([...rows].map(([, name = '', count]) => [name, Number(count)]));
}

/** One of every source and shape is enough; the long files repeat what the short ones show. */
const isShort = (file: string) => statSync(recorded(file)).size < 300_000;

const shortest = (text: string) => text.replace(/(\.\d*?)0+$/, '$1').replace(/\.$/, '');

describe.skipIf(!hasRecordedData)('the recorded tapes', () => {
  it('of ticks are read whole, in order, with the row count the manifest states', async () => {
    const stated = statedRows();
    const files = [...listTapes('trades'), ...listTapes('quotes')];
    expect(files.length).toBeGreaterThan(8);
    for (const file of files) {
      const { tapes } = await openTapes([recorded(file)], options);
      let rows = 0;
      let tsLast = 0;
      for await (const batch of mergeTapes(tapes)) {
        for (const input of batch) {
          const ts = tsOfInput(input);
          if (ts < tsLast) throw new Error(`${file}: back in time at ${ts}`);
          tsLast = ts;
        }
        const own = file.startsWith('trades/') ? 'trade' : 'quote';
        rows += batch.filter((input) => input.type === own).length;
      }
      expect([file, rows]).toEqual([file, stated.get(file)]);
    }
  });

  it('of candles are read whole, singles and pairs, without a crossed quote or a step back', async () => {
    const stated = statedRows();
    const files = [
      ...listTapes('candles').filter(isShort),
      ...listTapes('universe_1h').slice(0, 2),
    ];
    expect(files.length).toBeGreaterThan(15);
    for (const file of files) {
      if (file.includes('-ask_')) continue;
      const { tapes } = await openTapes([recorded(file)], options);
      let candles = 0;
      let tsLast = 0;
      for await (const batch of mergeTapes(tapes)) {
        for (const input of batch) {
          const ts = tsOfInput(input);
          const isCrossed = input.type === 'quote' && input.quote.bid >= input.quote.ask;
          if (ts < tsLast || isCrossed) throw new Error(`${file}: wrong at ${ts}`);
          tsLast = ts;
          if (input.type === 'candle') candles += 1;
        }
      }
      expect([file, tapes.length, candles]).toEqual([file, 1, stated.get(file) ?? candles]);
      expect(candles).toBeGreaterThan(50);
    }
  });

  it('keep every figure of the text', async () => {
    const file = recorded('trades/binance_BTCUSDT_trades_20240808T2354_20240809T0000.csv.gz');
    const { tapes } = await openTapes([file], options);
    const read: string[] = [];
    for await (const batch of mergeTapes(tapes)) {
      for (const input of batch) {
        if (input.type !== 'trade') continue;
        const { tsEvent, price, qty, side } = input.trade;
        read.push([tsEvent, formatUnits(price), formatUnits(qty), side].join(','));
      }
    }
    const written: string[] = [];
    const lines = createInterface({ input: createReadStream(file).pipe(createGunzip()) });
    for await (const line of lines) written.push(line.split(',').map(shortest).join(','));
    expect(read).toEqual(written.slice(1));
  });

  it('of one market merge: trades and quotes of a perpetual interleave by time', async () => {
    const files = [
      'quotes/binanceusdm_BTCUSDT_quotes_20240808T2354_20240809T0000.csv.gz',
      'trades/binanceusdm_BTCUSDT_trades_20240808T2354_20240808T2359.csv.gz',
    ];
    const { tapes, instruments } = await openTapes(files.map(recorded), options);
    expect(instruments.map(({ symbol }) => symbol)).toEqual(['BTC/USDT']);
    const counts = { quote: 0, trade: 0, candle: 0, switches: 0 };
    let last = '';
    let tsLast = 0;
    for await (const batch of mergeTapes(tapes)) {
      for (const input of batch) {
        if (tsOfInput(input) < tsLast) throw new Error('back in time');
        tsLast = tsOfInput(input);
        counts[input.type] += 1;
        if (input.type !== last) counts.switches += 1;
        last = input.type;
      }
    }
    expect(counts).toMatchObject({ quote: 66_089, trade: 21_313, candle: 0 });
    expect(counts.switches).toBeGreaterThan(1_000);
  });

  it('that are no market tapes are refused by their header', async () => {
    const funding = recorded('funding/binanceusdm_XRPUSDT_funding8h_20211118_20211218.csv.gz');
    await expect(openTapes([funding], options)).rejects.toThrow('unknown header "ts_ms,rate"');
  });
});
