import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { parse } from 'yaml';
import { readVenueBook } from '../../adapters/simulated/read-venue-book.ts';
import { makeTapeFolder } from '../../adapters/tapes/tape-files.fixture.ts';
import { HistoryStore } from '../../history/history-store.ts';
import { importFile } from '../../history/import-file.ts';
import { startEngine } from '../start/start-engine.ts';
import { noOutside } from '../testing/no-outside.ts';

const MINUTE = 60_000;
const START = 1_723_075_200_000;
const folder = makeTapeFolder();
let homes = 0;

/** An hour of calm, then a leap out of it: without the hour nobody knows that it was calm. */
const CALM = Array.from({ length: 60 }, (_, minute) =>
  minute % 2 === 0 ? [100, 100.08] : [100.08, 100],
);
const AFTER = [
  [100, 100.5],
  [100.5, 100.3],
  [100.3, 100.15],
  [100.15, 100.6],
  [100.6, 100.6],
];

function writeBars(name: string, bars: readonly (readonly number[])[], tsFirst: number): string {
  const rows = bars.map(([open = 0, close = 0], index) => {
    const [high, low] = [Math.max(open, close) + 0.01, Math.min(open, close) - 0.01];
    return [tsFirst + index * MINUTE, open, high.toFixed(2), low.toFixed(2), close, 1].join(',');
  });
  return folder.write(name, ['ts_ms,open,high,low,close,volume', ...rows, ''].join('\n'));
}

function writeConfig(): string {
  const config = parse(readFileSync('config/quarterdeck.yaml', 'utf8')) as object;
  const row = { strategy: 'scalp_squeeze_pulse_break', symbols: ['BTC/USDT'], initial: 'on' };
  const file = folder.path('quarterdeck.yaml');
  writeFileSync(file, JSON.stringify({ ...config, strategies: [row] }));
  return file;
}

/** Plays the minutes behind the calm; the venue says what was traded. */
async function play(home: string, tape: string) {
  const lines: string[] = [];
  const engine = await startEngine({
    home,
    configFile: writeConfig(),
    replay: { files: [tape], speed: 'max', skipBadRows: false },
    port: 0,
    console: false,
    print: (line) => lines.push(line),
    logger: { info: () => undefined, warn: () => undefined, error: () => undefined },
    outside: noOutside,
  });
  await engine.marketEnded;
  await engine.stop();
  const { fills } = readVenueBook(path.join(engine.dataFolder, 'venue'));
  const learnt = lines.find((line) => line.startsWith('strategies learn'));
  return { sides: fills.map(({ side }) => side), learnt };
}

async function newHome(calm: readonly (readonly number[])[], name: string): Promise<string> {
  const home = folder.path(`home-${(homes += 1)}`);
  const file = writeBars(name, calm, START);
  const store = new HistoryStore(home);
  await importFile(file, { store, home, venue: undefined, timeframeMs: undefined });
  return home;
}

const tape = () => writeBars('demo_BTCUSDT_1m_b.csv', AFTER, START + 60 * MINUTE);

it('a strategy whose past is in the history store trades the first bars of the tape', async () => {
  const home = await newHome(CALM, 'demo_BTCUSDT_1m_a.csv');
  const { sides, learnt } = await play(home, tape());
  expect(learnt).toBe('strategies learn from 60 candles before the tape');
  expect(sides[0]).toBe('buy');
});

it('without a past it watches them, and so it does when the past has a hole or is of another venue', async () => {
  const quiet = { sides: [], learnt: undefined };
  expect(await play(folder.path('home-empty'), tape())).toEqual(quiet);
  const holed = await newHome(CALM.slice(0, 59), 'demo_BTCUSDT_1m_c.csv');
  expect(await play(holed, tape())).toEqual(quiet);
  const foreign = await newHome(CALM, 'other_BTCUSDT_1m_a.csv');
  expect(await play(foreign, tape())).toEqual(quiet);
});
