import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { createRng } from '@quarterdeck/core/kernel/rng';
import { openCli } from './testing/open-cli.ts';

const STRATEGY = 'scalp_wick_reversal_blend';
const MINUTES = 900;

function writeTape(home: string): string {
  const rng = createRng(11);
  const rows = ['ts_ms,open,high,low,close,volume'];
  let close = 10_000;
  for (let index = 0; index < MINUTES; index += 1) {
    const open = close;
    close += (10_000 - close) * 0.002 + 8 * rng.gaussian();
    const high = Math.max(open, close) + 6 * rng.exponential();
    const low = Math.min(open, close) - 6 * rng.exponential();
    const prices = [open, high, low, close].map((price) => price.toFixed(2));
    rows.push([1_700_006_400_000 + index * 60_000, ...prices, '1'].join(','));
  }
  const file = path.join(home, 'x_BTCUSDT_1m_walk.csv');
  writeFileSync(file, rows.join('\n'));
  return file;
}

describe('backtest --check-look-ahead', () => {
  it('says below the report, and in its JSON, what the look-ahead command says of the same run', async () => {
    using cli = openCli();
    const run = ['--strategy', STRATEGY, '--data', writeTape(cli.home), '--limits', 'open'];
    const alone = await cli.run('look-ahead', ...run, '--cuts', '3', '--json');
    const results = JSON.parse(alone.out) as unknown[];
    expect(results).toMatchObject([{ strategyId: STRATEGY, passed: true, cuts: 3 }]);

    const plain = await cli.run('backtest', ...run, '--json');
    const report = JSON.parse(plain.out) as Record<string, unknown>;
    expect(report).not.toHaveProperty('lookAhead');

    const checked = ['backtest', ...run, '--check-look-ahead', '--cuts', '3'];
    const asJson = await cli.run(...checked, '--json');
    expect([asJson.code, JSON.parse(asJson.out)]).toEqual([0, { ...report, lookAhead: results }]);

    const asText = await cli.run(...checked);
    expect(asText.out).toMatch(
      new RegExp(`look-ahead\nPASS  ${STRATEGY}: \\d+ decisions unchanged, future taken away 3`),
    );
  }, 60_000);

  it('takes the number of cuts only with the check', async () => {
    using cli = openCli();
    const file = writeTape(cli.home);
    const answer = await cli.run('backtest', '--strategy', STRATEGY, '--data', file, '--cuts', '3');
    expect([answer.code, answer.err]).toEqual([2, expect.stringContaining('--check-look-ahead')]);
  });
});
