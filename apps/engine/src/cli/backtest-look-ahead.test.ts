import { describe, expect, it } from 'vitest';
import { writeRevertingTape } from '../../../../test/support/reverting-tape.ts';
import { openCli } from './testing/open-cli.ts';

const STRATEGY = 'scalp_wick_reversal_blend';
const MINUTES = 900;

describe('backtest --check-look-ahead', () => {
  it('says below the report, and in its JSON, what the look-ahead command says of the same run', async () => {
    using cli = openCli();
    const run = [
      '--strategy',
      STRATEGY,
      '--data',
      writeRevertingTape(cli.home, MINUTES),
      '--limits',
      'open',
    ];
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
    const file = writeRevertingTape(cli.home, MINUTES);
    const answer = await cli.run('backtest', '--strategy', STRATEGY, '--data', file, '--cuts', '3');
    expect([answer.code, answer.err]).toEqual([2, expect.stringContaining('--check-look-ahead')]);
  });
});
