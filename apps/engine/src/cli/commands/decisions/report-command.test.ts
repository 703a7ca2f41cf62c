import { describe, expect, it } from 'vitest';
import type { HorizonResult } from '@quarterdeck/core/contract/agent/decision-result.schema';
import type { Horizon } from '@quarterdeck/core/model/agent/decision';
import { askedDecision } from '../../testing/asked-decision.ts';
import { openCli } from '../../testing/open-cli.ts';
import { storeDecisions } from '../../testing/store-decisions.ts';

const HOUR = 3_600_000;
const HORIZON_MS = { '1h': HOUR, '4h': 4 * HOUR, '1d': 24 * HOUR } as const;

const mark = (net: number) => {
  const nothing = { fees: 0, slippage: 0, funding: 0, exit: 'horizon' as const, tsExit: 1 };
  return { gross: net, net, ...nothing };
};

const resultAt = (horizon: Horizon, claude: number, rules: number): HorizonResult => ({
  kind: 'horizon',
  horizon,
  tsDue: 1,
  tsMark: 1,
  markPrice: 60_000,
  claude: mark(claude),
  rules: mark(rules),
  nothing: mark(0),
  vetoed: null,
});

/** A question every four hours; Claude makes 3, the rules 1, and every question costs 0.0122. */
function storeBook(cli: ReturnType<typeof openCli>, tsFirst: number): void {
  const records = Array.from({ length: 6 }, (_, at) => {
    const tsDecision = tsFirst + at * 4 * HOUR;
    return { ...askedDecision(at + 1), tsData: tsDecision, tsDecision };
  });
  storeDecisions(cli, records, (log) => {
    log.appendGateCounts([
      { symbol: 'BTC/USDT', tsMinute: tsFirst, layer: 'budget', count: 4 },
      { symbol: 'BTC/USDT', tsMinute: tsFirst, layer: 'quiet', count: 90 },
    ]);
    for (const { decisionId, tsDecision } of records.slice(0, 5)) {
      for (const horizon of ['1h', '4h'] as const) {
        const tsRecorded = tsDecision + HORIZON_MS[horizon];
        log.appendResult({ decisionId, tsRecorded, result: resultAt(horizon, 3, 1) });
      }
    }
  });
}

const AFTER = Date.UTC(2026, 10, 2);
const BEFORE = Date.UTC(2026, 5, 20);

describe('decisions report', () => {
  it('shows the funnel, the cost by day and Claude against rules and nothing, with n and interval', async () => {
    using cli = openCli();
    storeBook(cli, AFTER);
    const { code, out } = await cli.run('decisions', 'report');
    expect([code, out.split('\n')]).toEqual([
      0,
      [
        '100 evaluations: 94 ended at the gate, 6 went on',
        '  GATE_SKIP quiet  90',
        '  GATE_SKIP budget  4',
        '  MODEL_HOLD  6',
        '$0.0732 for tokens, 0 traded: nothing traded',
        '  2026-11-02  $0.0732  6 decisions  nothing traded',
        '6 questions to a model, 5 with a result by now',
        'counterfactual book, quote currency a decision, net of tokens, 95 % interval',
        '  1h  Claude minus rules    +1.9878  [+1.9878 to +1.9878]  n 5 in 5 stretches',
        '  1h  Claude minus nothing  +2.9878  [+2.9878 to +2.9878]  n 5 in 5 stretches',
        '  1h  rules minus nothing   +1.0000  [+1.0000 to +1.0000]  n 5 in 5 stretches',
        '  4h  Claude minus rules    +1.9878  [+1.9878 to +1.9878]  n 5 in 5 stretches',
        '  4h  Claude minus nothing  +2.9878  [+2.9878 to +2.9878]  n 5 in 5 stretches',
        '  4h  rules minus nothing   +1.0000  [+1.0000 to +1.0000]  n 5 in 5 stretches',
        '  1d  Claude minus rules    n 0',
        '  1d  Claude minus nothing  n 0',
        '  1d  rules minus nothing   n 0',
      ],
    ]);
  });

  it('holds to its window and counts tokens in the quote currency it is told', async () => {
    using cli = openCli();
    storeBook(cli, AFTER);
    const time = ['--from', '2026-11-02T04:00:00Z', '--to', '2026-11-02T12:00:00Z'];
    const { out } = await cli.run(
      'decisions',
      'report',
      '--json',
      ...time,
      '--quote-per-usd',
      '10',
    );
    const report = JSON.parse(out) as { book: { value: { horizons: readonly unknown[] } } };
    expect(report).toMatchObject({ funnel: { skipped: 0, recorded: 2 }, asked: 2, resolved: 2 });
    const [first] = report.book.value.horizons;
    expect(first).toMatchObject({ horizon: '1h', claudeMinusNothing: { n: 2, mean: 3 - 0.122 } });
  });

  it('refuses a window the model may have read about as evidence, and labels it as a smoke test', async () => {
    using cli = openCli();
    storeBook(cli, BEFORE);
    const refused = await cli.run('decisions', 'report');
    expect(refused.code).toBe(1);
    expect(refused.out).toContain('no evidence: EVIDENCE_BEFORE_CUTOFF model=claude-opus-5-5');
    expect(refused.out).not.toContain('minus');
    const smoke = await cli.run('decisions', 'report', '--purpose', 'smoke');
    expect(smoke.code).toBe(0);
    expect(smoke.out).toContain('SMOKE TEST, proves nothing');
  });

  it('says of an empty journal that nothing was asked', async () => {
    using cli = openCli();
    cli.makeDesk();
    const { code, out } = await cli.run('decisions', 'report');
    expect([code, out]).toEqual([0, expect.stringContaining('0 questions to a model')]);
  });

  it('refuses a rate that is none', async () => {
    using cli = openCli();
    cli.makeDesk();
    expect((await cli.run('decisions', 'report', '--quote-per-usd', '0')).code).toBe(2);
  });
});
