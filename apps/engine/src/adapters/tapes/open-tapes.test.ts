import { describe, expect, it } from 'vitest';
import { formatUnits, money, price, qty } from '@quarterdeck/core/kernel/decimal';
import { asSymbolId } from '@quarterdeck/core/kernel/ids';
import type { Instrument } from '@quarterdeck/core/model/instrument';
import { tsOfInput } from '@quarterdeck/core/simulation/market-input';
import { openTapes } from './open-tapes.ts';
import { collect, collectUntilError, makeTapeFolder } from './tape-files.fixture.ts';

const folder = makeTapeFolder();
const options = { instruments: [], skipBadRows: false, candleSpreadBps: 2 };

async function openOne(file: string, overrides: Partial<typeof options> = {}) {
  const { tapes } = await openTapes([file], { ...options, ...overrides });
  const [tape] = tapes;
  if (tape === undefined) throw new Error('no tape');
  return tape;
}

const inputsOf = async (file: string) => collect((await openOne(file)).batches());

const bitcoin: Instrument = {
  symbol: asSymbolId('BTC/USDT'),
  base: 'BTC',
  quote: 'USDT',
  tickSize: price('0.01'),
  lotSize: qty('0.00001'),
  minQty: qty('0.00001'),
  minNotional: money('5'),
  calendar: 'always',
};

describe('reading a tape', () => {
  it('puts the touch a trade proves before it, unless another tape shows the quotes', async () => {
    const trades = folder.write(
      'x_XRPETH_trades_7_8.csv',
      'ts_ms,price,qty,side\n1000,0.00141342,23,sell\n1000,0.00141343,1,buy\n',
    );
    const quotes = folder.write('x_XRPETH_quotes_7_8.csv', 'ts_ms,bid,ask\n1000,0.0014,0.0015\n');
    const kinds = (await inputsOf(trades)).map((input) => input.type);
    expect(kinds).toEqual(['quote', 'trade', 'quote', 'trade']);
    const { tapes } = await openTapes([trades, quotes], options);
    const beside = await Promise.all(tapes.map((tape) => collect(tape.batches())));
    expect(beside.map((inputs) => inputs.map((input) => input.type))).toEqual([
      ['trade', 'trade'],
      ['quote'],
    ]);
  });

  it('reads trades with their taker side and exact figures', async () => {
    const file = folder.write(
      'x_XRPETH_trades_1_2.csv',
      'ts_ms,price,qty,side\n1000,0.00141342,23.00000000,sell\n1000,0.00141343,1,buy\n',
    );
    const trades = (await inputsOf(file)).filter((input) => input.type === 'trade');
    expect(trades).toEqual([
      {
        type: 'trade',
        trade: {
          symbol: 'XRP/ETH',
          price: price('0.00141342'),
          qty: qty('23'),
          side: 'sell',
          tsEvent: 1000,
        },
      },
      {
        type: 'trade',
        trade: {
          symbol: 'XRP/ETH',
          price: price('0.00141343'),
          qty: qty('1'),
          side: 'buy',
          tsEvent: 1000,
        },
      },
    ]);
  });

  it('reads quotes without sizes as sizes of zero, and with sizes as shown', async () => {
    const bare = await inputsOf(
      folder.write('x_EURUSD_quotes.csv', 'ts_ms,bid,ask\n5,1.1,1.2\n6,1.2,1.2\n'),
    );
    const sized = await inputsOf(
      folder.write('x_BTCUSDT_quotes.csv.gz', 'ts_ms,bid,ask,bid_qty,ask_qty\n7,10,11,0,2.5\n'),
    );
    expect(bare.map((input) => input.type === 'quote' && input.quote)).toEqual([
      {
        symbol: 'EUR/USD',
        bid: price('1.1'),
        ask: price('1.2'),
        bidQty: 0n,
        askQty: 0n,
        tsEvent: 5,
      },
      {
        symbol: 'EUR/USD',
        bid: price('1.2'),
        ask: price('1.2'),
        bidQty: 0n,
        askQty: 0n,
        tsEvent: 6,
      },
    ]);
    expect(sized).toEqual([
      {
        type: 'quote',
        quote: {
          symbol: 'BTC/USDT',
          bid: price('10'),
          ask: price('11'),
          bidQty: 0n,
          askQty: qty('2.5'),
          tsEvent: 7,
        },
      },
    ]);
  });

  it('reads CRLF, a byte order mark, a missing last newline and blank lines like the plain file', async () => {
    const plain = await inputsOf(
      folder.write('a_EURUSD_q.csv', 'ts_ms,bid,ask\n5,1.1,1.2\n6,1.15,1.25\n'),
    );
    const odd = await inputsOf(
      folder.write('b_EURUSD_q.csv', '\u{feff}ts_ms,bid,ask\r\n5,1.1,1.2\r\n\r\n6,1.15,1.25'),
    );
    expect(odd).toEqual(plain);
    expect(odd).toHaveLength(2);
  });

  it('tells gzip by its content, whatever the name says', async () => {
    const zipped = folder.write('z_EURUSD_q.csv.gz', 'ts_ms,bid,ask\n5,1.1,1.2\n');
    const { readFileSync } = await import('node:fs');
    const renamed = folder.writeRaw('renamed_EURUSD_q.csv', readFileSync(zipped));
    expect(await inputsOf(renamed)).toEqual(await inputsOf(zipped));
  });

  it('gives the same rows over chunk borders as in one piece', async () => {
    const rows = Array.from(
      { length: 40_000 },
      (_, row) => `${1_000 + row},1.${row + 10},2.${row}`,
    );
    const file = folder.write('big_EURUSD_q.csv.gz', `ts_ms,bid,ask\n${rows.join('\n')}\n`);
    const tape = await openOne(file);
    let batches = 0;
    const seen: string[] = [];
    for await (const batch of tape.batches()) {
      batches += 1;
      for (const input of batch) {
        if (input.type === 'quote') {
          const { tsEvent, bid } = input.quote;
          seen.push(`${tsEvent},${formatUnits(bid)}`);
        }
      }
    }
    expect(batches).toBeGreaterThan(1);
    const plain = (text: string) => text.replace(/0+$/, '');
    expect(seen).toEqual(rows.map((row) => plain(row.split(',').slice(0, 2).join(','))));
    expect(tape.counts).toEqual({ rows: 40_000, skippedRows: 0 });
  });

  it('can be read again from the start', async () => {
    const tape = await openOne(folder.write('again_EURUSD_q.csv', 'ts_ms,bid,ask\n5,1,2\n'));
    expect(await collect(tape.batches())).toEqual(await collect(tape.batches()));
    expect(tape.counts.rows).toBe(1);
  });

  it('closes the file when its reader leaves early', async () => {
    const rows = Array.from({ length: 50_000 }, (_, row) => `${1_000 + row},1,2`).join('\n');
    const tape = await openOne(folder.write('early_EURUSD_q.csv', `ts_ms,bid,ask\n${rows}\n`));
    for await (const batch of tape.batches()) {
      expect(batch.length).toBeGreaterThan(0);
      break;
    }
    expect(tape.counts.rows).toBeLessThan(50_000);
  });
});

describe('candles', () => {
  const header = 'ts_ms,open,high,low,close,volume\n';

  it('come at their end, behind the quotes of their bar, and never before', async () => {
    const file = folder.write(
      'x_BTCUSDT_1m_a_b.csv',
      `${header}60000,100,110,90,105,1.5\n120000,105,106,104,105,2\n`,
    );
    const inputs = await inputsOf(file);
    expect(inputs.map((input) => input.type).join(' ')).toBe(
      'quote quote quote quote candle quote quote quote quote candle',
    );
    const stamps = inputs.map(tsOfInput);
    expect(stamps).toEqual(stamps.toSorted((left, right) => left - right));
    expect(stamps[4]).toBe(120_000);
    expect(stamps.slice(0, 4).every((ts) => ts >= 60_000 && ts < 120_000)).toBe(true);
    const candle = inputs[4];
    expect(candle).toMatchObject({
      type: 'candle',
      candle: { tsOpen: 60_000, timeframeMs: 60_000, high: price('110'), volume: qty('1.5') },
    });
  });

  it('take their timeframe from the smallest step when the name has none', async () => {
    const rows = '900000,1,1,1,1,0\n1800000,1,1,1,1,0\n2100000,1,1,1,1,0\n';
    const tape = await openOne(folder.write('x_BTCUSDT.csv', header + rows));
    expect(tape.heads[0]?.timeframeMs).toBe(300_000);
  });

  it('round noise in the volume and nothing else', async () => {
    const file = folder.write(
      'x_XRPUSDT_1m_n.csv',
      `${header}60000,1,1,1,1,9289043.500000001\n120000,1,1,1,1,0.0000000151\n`,
    );
    const volumes = (await inputsOf(file)).flatMap((input) =>
      input.type === 'candle' ? [formatUnits(input.candle.volume)] : [],
    );
    expect(volumes).toEqual(['9289043.5', '0.00000002']);
    const noisyPrice = folder.write('y_XRPUSDT_1m_n.csv', `${header}60000,1.000000001,2,1,1,0\n`);
    const { error } = await collectUntilError(await openOne(noisyPrice));
    expect(error.message).toContain(`${noisyPrice}:2: DECIMAL_TOO_LONG`);
  });

  it.each([
    ['a high below the low', '60000,5,4,6,5,1', 'BAR_IMPOSSIBLE'],
    ['a close above the high', '60000,5,6,4,7,1', 'BAR_IMPOSSIBLE'],
    ['a price of zero', '60000,5,6,0,5,1', 'DECIMAL_NOT_POSITIVE'],
    ['a negative volume', '60000,5,6,4,5,-1', 'VOLUME_NEGATIVE'],
    ['a stamp off the grid', '60001,5,6,4,5,1', 'BAR_OFF_GRID'],
    ['a missing field', '60000,5,6,4,5', 'FIELDS_MISCOUNTED'],
  ])('with %s are bad rows', async (_, row, code) => {
    const file = folder.write('bad_BTCUSDT_1m_x.csv', `${header}${row}\n`);
    const { error } = await collectUntilError(await openOne(file));
    expect(error.message).toContain(`${file}:2: ${code}`);
    expect(error.message).toContain(row);
  });

  it('with the stamp of the bar before are bad rows and may be skipped', async () => {
    const file = folder.write(
      'rep_BTCUSDT_1m_x.csv',
      `${header}60000,5,6,4,5,1\n60000,5,6,4,5,1\n120000,5,6,4,5,1\n`,
    );
    const tape = await openOne(file, { skipBadRows: true });
    expect((await collect(tape.batches())).filter((input) => input.type === 'candle')).toHaveLength(
      2,
    );
    expect(tape.counts.skippedRows).toBe(1);
  });
});

describe('bad input', () => {
  const header = 'ts_ms,bid,ask\n';

  it.each([
    ['not a number', '2,abc,1.2', 'DECIMAL_MALFORMED'],
    ['an exponent', '2,1e2,1.2', 'DECIMAL_MALFORMED'],
    ['NaN', '2,NaN,1.2', 'DECIMAL_MALFORMED'],
    ['zero', '2,0,1.2', 'DECIMAL_NOT_POSITIVE'],
    ['negative', '2,-1,1.2', 'DECIMAL_NOT_POSITIVE'],
    ['nine decimals', '2,1.123456789,1.2', 'DECIMAL_TOO_LONG'],
    ['sixteen digits', '2,1234567890123456,1.2', 'DECIMAL_TOO_LONG'],
    ['crossed', '2,1.3,1.2', 'QUOTE_CROSSED'],
    ['empty field', '2,,1.2', 'DECIMAL_MALFORMED'],
    ['extra column', '2,1.1,1.2,7', 'FIELDS_MISCOUNTED'],
    ['bad stamp', '2.5,1.1,1.2', 'STAMP_MALFORMED'],
    ['cut off', '2,1.1', 'FIELDS_MISCOUNTED'],
    ['inner blanks', '2, 1.1,1.2', 'DECIMAL_MALFORMED'],
  ])('a quote row with %s is named by file, line and text', async (_, row, code) => {
    const file = folder.write('mid_EURUSD_q.csv', `${header}1,1.1,1.2\n${row}\n3,1.1,1.2\n`);
    const { inputs, error } = await collectUntilError(await openOne(file));
    expect(error.name).toBe('TapeError');
    expect(error.message).toContain(`${file}:3: ${code}`);
    expect(error.message).toContain(JSON.stringify(row));
    expect(inputs).toHaveLength(1);
    const tolerant = await openOne(file, { skipBadRows: true });
    expect((await collect(tolerant.batches())).map(tsOfInput)).toEqual([1, 3]);
    expect(tolerant.counts).toEqual({ rows: 2, skippedRows: 1 });
  });

  it.each([
    ['an unknown side', '2,1.1,5,hold', 'SIDE_UNKNOWN'],
    ['a side with a tail', '2,1.1,5,buyer', 'SIDE_UNKNOWN'],
    ['no size', '2,1.1,0,buy', 'DECIMAL_NOT_POSITIVE'],
  ])('a trade row with %s is a bad row', async (_, row, code) => {
    const file = folder.write('t_BTCUSDT_t.csv', `ts_ms,price,qty,side\n${row}\n`);
    const { error } = await collectUntilError(await openOne(file));
    expect(error.message).toContain(`${file}:2: ${code}`);
  });

  it('time going backwards stops the tape, also when bad rows are skipped', async () => {
    const file = folder.write('back_EURUSD_q.csv', `${header}5,1,2\n7,1,2\n6,1,2\n8,1,2\n`);
    for (const skipBadRows of [false, true]) {
      const { inputs, error } = await collectUntilError(await openOne(file, { skipBadRows }));
      expect(error.message).toBe(`${file}:4: time goes back: 6 after 7 in "6,1,2"`);
      expect(inputs).toHaveLength(2);
    }
  });

  it.each([
    ['an empty file', 'e_EURUSD_q.csv', '', 'the file is empty'],
    ['only a header', 'h_EURUSD_q.csv', 'ts_ms,bid,ask\n', 'no rows behind the header'],
    ['a header without newline', 'i_EURUSD_q.csv', 'ts_ms,bid,ask', 'no rows behind the header'],
    [
      'an unknown header',
      'u_EURUSD_q.csv',
      'ts_ms,rate\n1,2\n',
      ':1: unknown header "ts_ms,rate" (allowed: ',
    ],
    [
      'no instrument in the name',
      'quotes.csv',
      'ts_ms,bid,ask\n1,1,2\n',
      'no instrument in the name',
    ],
    ['no newline at all', 'n_EURUSD_q.csv', 'x'.repeat(10_000), 'longer than 4096 bytes'],
  ])('%s is one clear line', async (_, name, content, message) => {
    const file = folder.write(name, content);
    const opened = openTapes([file], options);
    await expect(opened).rejects.toThrow(message);
    await expect(opened).rejects.toThrow(file);
    await expect(opened).rejects.not.toThrow('\n');
  });

  it('a missing file, a folder and damaged gzip data are one clear line', async () => {
    const missing = folder.path('none_EURUSD_q.csv');
    await expect(openTapes([missing], options)).rejects.toThrow(`${missing}: no such file`);
    await expect(openTapes([folder.path('.')], options)).rejects.toThrow('is a folder');
    const whole = folder.write('cut_EURUSD_q.csv.gz', `${header}${'5,1,2\n'.repeat(9_000)}`);
    const { readFileSync } = await import('node:fs');
    const cut = folder.writeRaw('cut2_EURUSD_q.csv.gz', readFileSync(whole).subarray(0, -30));
    const opened = openTapes([cut], options).then(({ tapes }) =>
      collect(tapes[0]?.batches() ?? never()),
    );
    await expect(opened).rejects.toThrow(/cut2_EURUSD_q\.csv\.gz: gzip data is damaged or cut off/);
  });

  it('a tape of bad rows only says so instead of playing nothing', async () => {
    const file = folder.write('allbad_EURUSD_q.csv', `${header}1,2,1\n2,2,1\n`);
    const { error } = await collectUntilError(await openOne(file, { skipBadRows: true }));
    expect(error.message).toBe(`${file}: no rows behind the header (2 bad ones skipped)`);
  });
});

async function* never() {
  await Promise.resolve();
  yield* [];
}

describe('instruments of tapes', () => {
  it('a configured instrument is found by base and quote, also by another venue’s spelling', async () => {
    const content = 'ts_ms,price,qty,side\n1,105433.60000,0.00027625,buy\n';
    const file = folder.write('kraken_XBTUSDT_trades_1_2.csv', content);
    const { tapes, instruments } = await openTapes([file], { ...options, instruments: [bitcoin] });
    expect(tapes[0]?.symbol).toBe('BTC/USDT');
    expect(instruments).toEqual([bitcoin]);
  });

  it('an unknown one takes its steps from the decimals of the first rows', async () => {
    const content = 'ts_ms,price,qty,side\n1,105433.60000,0.00027625,buy\n2,105433.50000,1.5,buy\n';
    const file = folder.write('kraken_XBTUSDT_trades_3_4.csv', content);
    const { instruments } = await openTapes([file], options);
    expect(instruments).toEqual([
      {
        symbol: 'BTC/USDT',
        base: 'BTC',
        quote: 'USDT',
        tickSize: price('0.1'),
        lotSize: qty('0.00000001'),
        minQty: qty('0.00000001'),
        minNotional: 0n,
        calendar: 'always',
      },
    ]);
  });

  it('one without shown sizes gets a lot worth a few units of quote currency and the FX week', async () => {
    const file = folder.write('o_XAUUSD_quotes.csv', 'ts_ms,bid,ask\n1,1300.335,1300.799\n');
    const { instruments } = await openTapes([file], options);
    expect(instruments[0]).toMatchObject({
      symbol: 'XAU/USD',
      tickSize: price('0.001'),
      lotSize: qty('0.001'),
      calendar: 'fx-week',
    });
  });

  it('SYMBOL=FILE names the instrument outright', async () => {
    const file = folder.write('whatever.csv', 'ts_ms,bid,ask\n1,1,2\n');
    const { tapes } = await openTapes([`SOL/USDT=${file}`], options);
    expect(tapes[0]?.symbol).toBe('SOL/USDT');
  });
});
