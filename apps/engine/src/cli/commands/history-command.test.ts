import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { createProgressBar } from '../progress-bar.ts';
import { openCli } from '../testing/open-cli.ts';

const MINUTE = 60_000;
const START = Date.parse('2023-11-14T10:00:00Z');

function writeCandles(home: string, name: string, minutes: readonly number[]): string {
  const rows = minutes.map((minute) => `${START + minute * MINUTE},1,2,1,${1 + minute / 100},5`);
  mkdirSync(home, { recursive: true });
  const file = path.join(home, name);
  writeFileSync(file, ['ts_ms,open,high,low,close,volume', ...rows].join('\n'));
  return file;
}

describe('quarterdeck history', () => {
  it('imports a file, lists it, shows its gap and fills it from another file', async () => {
    using cli = openCli();
    expect(await cli.run('history', 'list')).toMatchObject({
      code: 0,
      err: 'no history is stored',
    });
    const file = writeCandles(cli.home, 'demo_BTCUSDT_1m_a.csv', [0, 1, 4, 5]);
    expect(await cli.run('history', 'import', file)).toMatchObject({
      code: 0,
      out: 'demo:BTC/USDT:1m  4 added, 0 already there, 4 in all',
    });
    expect((await cli.run('history', 'list')).out).toBe(
      'demo:BTC/USDT:1m  4 candles  2023-11-14T10:00:00Z to 2023-11-14T10:05:00Z',
    );
    expect((await cli.run('history', 'gaps')).out).toBe(
      'demo:BTC/USDT:1m  1 gaps, 2 candles\n  2023-11-14T10:02:00Z to 2023-11-14T10:04:00Z  2 candles',
    );
    const other = writeCandles(cli.home, 'other_BTCUSDT_1m_b.csv', [1, 2, 3, 4]);
    const filled = await cli.run('history', 'gaps', 'demo:BTC/USDT:1m', '--fill-from', other);
    expect(filled).toMatchObject({ code: 0, out: 'demo:BTC/USDT:1m  no gaps' });
    expect(filled.err).toBe(`2 candles filled in from ${other}`);
  });

  it('answers each question as JSON', async () => {
    using cli = openCli();
    const file = writeCandles(cli.home, 'demo_BTCUSDT_1m_a.csv', [0, 2]);
    const json = async (...args: string[]): Promise<unknown> =>
      JSON.parse((await cli.run('history', ...args, '--json')).out);
    expect(await json('import', file)).toEqual([
      { series: 'demo:BTC/USDT:1m', added: 2, repeated: 0, rows: 2 },
    ]);
    expect(await json('list')).toMatchObject([
      { series: 'demo:BTC/USDT:1m', rows: 2, tsFirst: START, tsLast: START + 2 * MINUTE },
    ]);
    expect(await json('gaps', 'demo:BTC/USDT:1m')).toEqual([
      {
        series: 'demo:BTC/USDT:1m',
        bars: 1,
        gaps: [{ tsFrom: START + MINUTE, tsTo: START + 2 * MINUTE, bars: 1 }],
      },
    ]);
  });

  it.each([
    ['an unknown series name', ['download', 'BTC/USDT'], 2, '"BTC/USDT" is no series'],
    ['a time that is none', ['download', 'a:B1/C1:1m', '--from', '2024-02-30'], 2, 'RFC 3339'],
    ['a timeframe that is none', ['import', 'x.csv', '--timeframe', '5'], 2, 'for example 1m'],
    [
      'an end without a start',
      ['download', 'a:B1/C1:1m', '--to', '2024-01-01'],
      2,
      '--to needs --from',
    ],
    [
      'an end before the start',
      ['download', 'a:B1/C1:1m', '--from', '2024-01-02', '--to', '2024-01-01T00:00:00Z'],
      2,
      '--to must lie behind --from',
    ],
    ['a series that is not stored', ['gaps', 'demo:BTC/USDT:1m'], 2, 'nothing is stored for'],
    ['filling everything at once', ['gaps', '--fill'], 2, 'name the series to fill'],
    ['a file that is not there', ['import', 'no_BTCUSDT_1m.csv'], 1, 'no such file'],
  ])('refuses %s in one line', async (_what, args, code, message) => {
    using cli = openCli();
    const answer = await cli.run('history', ...args);
    expect(answer.code).toBe(code);
    expect(answer.out).toBe('');
    expect(answer.err.split('\n')).toHaveLength(1);
    expect(answer.err).toContain(message);
  });

  it('names the line of a bad file and keeps nothing of it', async () => {
    using cli = openCli();
    const file = writeCandles(cli.home, 'demo_BTCUSDT_1m_a.csv', [0, 0]);
    const answer = await cli.run('history', 'import', file);
    expect(answer).toMatchObject({ code: 1, out: '' });
    expect(answer.err).toContain(`${file}:3: BAR_REPEATED`);
    expect((await cli.run('history', 'list')).err).toBe('no history is stored');
  });
});

describe('the progress bar', () => {
  it('is one line, written over and over, and taken away at the end', () => {
    const written: string[] = [];
    const bar = createProgressBar({ isTTY: true, write: (text) => written.push(text) });
    bar.show('candles', 0, 4);
    bar.show('candles', 3, 4);
    bar.show('candles', 3, 4);
    bar.clear();
    bar.clear();
    expect(written).toHaveLength(3);
    expect(written[1]).toContain(`${'█'.repeat(21)}${'░'.repeat(7)}  75%  candles`);
    expect(written[2]).toBe('\r\u{1b}[K');
  });

  it('says nothing where there is no terminal', () => {
    const written: string[] = [];
    const bar = createProgressBar({ write: (text) => written.push(text) });
    bar.show('candles', 1, 2);
    bar.clear();
    expect(written).toEqual([]);
  });
});
