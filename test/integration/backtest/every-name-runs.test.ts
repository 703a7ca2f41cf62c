import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { backtestReportSchema } from '@quarterdeck/core/contract/backtest.schema';
import { strategyCatalogue } from '@quarterdeck/core/strategies/registry';
import { openCli } from '../../../apps/engine/src/cli/testing/open-cli.ts';

const FILE = join(
  import.meta.dirname,
  '../../../../shared/data/candles/binance_BTCUSDT_1m_20240726_20240825.csv.gz',
);
const NAMES = [...strategyCatalogue.map(({ id }) => id), 'scalp_ping_5s_b'].toSorted();
const ON_TICKS = ['scalp_ping_5s', 'scalp_ping_5s_b', 'scalp_tick_imbalance'];
const PAIR = 'stat_arb_pair';
const PAIR_REASON =
  'stat_arb_pair cannot run: it trades 2 symbols against each other and has 1 here (BTC/USDT); name files of 2';

const isPresent = existsSync(FILE);
if (!isPresent) console.warn(`skipped: recorded data is not at ${FILE}`);

// One data folder for all: the columns of the file are made once.
const cli = openCli();
afterAll(() => cli[Symbol.dispose]());

/** What the command line prints for one name, read as its contract. */
async function reportOf(name: string) {
  const span = ['--to', '2024-07-30'];
  const done = await cli.run('backtest', '--strategy', name, '--data', FILE, ...span, '--json');
  expect(done).toMatchObject({ code: 0 });
  const report = backtestReportSchema.parse(JSON.parse(done.out));
  expect(report.span.bars).toBe(4_905);
  return { report, ids: report.strategies.map(({ id }) => id) };
}

describe.skipIf(!isPresent)('a month of minutes of one symbol', () => {
  it.each(NAMES)('is an answer for %s: trades, or what is missing', async (name) => {
    const { report, ids } = await reportOf(name);
    const { strategies, statistics, warnings } = report;
    expect(ids).toEqual([name]);
    expect(strategies[0]?.error).toBe(name === PAIR ? PAIR_REASON : null);
    const says = warnings.filter((warning) => warning.startsWith(name));
    if (name === PAIR) expect(says).toEqual([PAIR_REASON]);
    else if (ON_TICKS.includes(name)) expect(says).toEqual([expect.stringContaining('on quotes')]);
    else expect([says, statistics.trades > 0]).toEqual([[], true]);
    expect(report.trades).toHaveLength(statistics.trades);
  });

  it('runs all that can run under the name all, and lists what cannot', async () => {
    const { report, ids } = await reportOf('all');
    expect(ids.toSorted()).toEqual(NAMES);
    const failed = report.strategies.filter(({ error }) => error !== null);
    expect(failed).toEqual([expect.objectContaining({ id: PAIR, error: PAIR_REASON })]);
    const silent = [...ON_TICKS, PAIR];
    expect(report.byStrategy.map(({ name }) => name).toSorted()).toEqual(
      NAMES.filter((name) => !silent.includes(name)),
    );
    for (const id of silent) {
      expect(report.warnings.some((warning) => warning.startsWith(`${id} `))).toBe(true);
    }
  });
});
