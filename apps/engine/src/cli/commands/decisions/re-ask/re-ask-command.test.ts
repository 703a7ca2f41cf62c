import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { wireAnswer } from '../../../../../../../packages/core/src/decision/agent/answer.fixture.ts';
import { failedFacts } from '../../../../../../../packages/core/src/decision/journal/record.fixture.ts';
import { VirtualClock } from '../../../../adapters/system/virtual-clock.ts';
import { answer, apiError } from '../../../../../../../test/venues/anthropic/behaviour.ts';
import { driveBatch } from '../../../../../../../test/venues/anthropic/drive-batch.ts';
import {
  AnthropicStandIn,
  STAND_IN_KEY,
} from '../../../../../../../test/venues/anthropic/stand-in.ts';
import { askedDecision, holdAnswer } from '../../../testing/asked-decision.ts';
import { openCli } from '../../../testing/open-cli.ts';
import { storeDecisions } from '../../../testing/store-decisions.ts';
import { wilsonInterval } from './compare-answers.ts';
import type { ReAskReport } from './describe-re-ask.ts';

const ASK = ['decisions', 're-ask', '--model', 'claude-opus-5-5'];
let clock: VirtualClock;
let standIn: AnthropicStandIn;
let asked: string[];
let stop: () => void;

beforeEach(async () => {
  clock = new VirtualClock(Date.UTC(2026, 10, 21));
  asked = [];
  standIn = await new AnthropicStandIn({
    now: () => clock.now(),
    batchDurationMs: 3_600_000,
  }).start();
  standIn.always(() => answer(JSON.stringify(holdAnswer())));
});
afterEach(() => standIn.close());

interface Terminal {
  readonly hasKey?: boolean;
  /** Undefined: nobody sits there. */
  readonly says?: boolean | undefined;
}

function open(terminal: Terminal = { says: true }) {
  const modelKey = terminal.hasKey === false ? undefined : STAND_IN_KEY;
  return openCli({
    clock,
    scheduler: clock,
    outside: { secrets: { modelKey, fredKey: undefined }, modelBaseUrl: standIn.baseUrl },
    confirm: (question) => {
      asked.push(question);
      return Promise.resolve(terminal.says);
    },
    onStopSignal: (listener) => {
      stop = () => listener('SIGINT');
      return { dispose: () => undefined };
    },
  });
}

type Cli = ReturnType<typeof open>;
const run = (cli: Cli, ...rest: string[]) => driveBatch(clock, cli.run(...ASK, ...rest));
const reportOf = (out: string) => JSON.parse(out) as ReAskReport;
const buy = (over = {}) => JSON.stringify(wireAnswer(over));

describe('decisions re-ask', () => {
  it('shows what it would cost, asks, and compares each answer with the recorded one', async () => {
    using cli = open();
    storeDecisions(
      cli,
      [1, 2, 3, 4].map((number) => askedDecision(number)),
    );
    standIn.next(answer(buy({ p_event: 0.75 })), apiError(529, 'overloaded_error'));
    const { code, out, err } = await run(cli);
    expect(err).toMatch(
      /^4 questions to claude-opus-5-5 at half price: about \$0\.\d+, at most \$/,
    );
    expect([code, asked]).toEqual([0, ['Ask them?']]);
    expect(out.split('\n')).toEqual([
      expect.stringMatching(
        /^4 questions put again to claude-opus-5-5 with the recorded text, batch msgbatch_1: \$0\./,
      ),
      'same model, same texts: what flips here is noise',
      '  FAIL_OVERLOAD  0 recorded, 1 now',
      '  MODEL_BUY  0 recorded, 1 now',
      '  MODEL_HOLD  4 recorded, 2 now',
      expect.stringMatching(/^flip rate 33\.3 % \[6\.1 % to 79\.2 %\], 1 of n 3$/),
      '  HOLD -> BUY  1',
      'stated probability of a rise: 0.067 apart, 0.067 higher, within 0.05 in 66.7 %, n 3',
      '  d-1  2026-11-02T00:10:00.000Z  BTC/USDT  MODEL_HOLD -> MODEL_BUY  p 0.550 -> 0.750',
      '  d-2  2026-11-02T00:20:00.000Z  BTC/USDT  MODEL_HOLD -> FAIL_OVERLOAD  p 0.550 -> -',
    ]);
  });

  it('reads answers with the checks of the desk, each against its own question', async () => {
    using cli = open();
    storeDecisions(
      cli,
      [1, 2, 3].map((number) => askedDecision(number)),
    );
    const invented = [{ field: 'btc.1h.moon', stance: 'supports' as const }];
    standIn.next(
      answer(buy({ evidence: invented })),
      answer('HOLD, I think'),
      answer(buy({ symbol: 'ETH/USDT' })),
    );
    const report = reportOf((await run(cli, '--yes', '--json')).out);
    expect(report.answers.map(({ shadow }) => [shadow.outcome, shadow.detail])).toEqual([
      ['FAIL_RANGE', 'ANSWER_EVIDENCE_UNKNOWN'],
      ['FAIL_PARSE', 'ANSWER_NOT_JSON'],
      ['FAIL_RANGE', 'ANSWER_SYMBOL_NOT_ASKED'],
    ]);
    expect(report).toMatchObject({
      label: 'evidence',
      flips: { n: 0, rate: null, interval: null },
    });
    expect(Number(report.cost)).toBeGreaterThan(0);
  });

  it('puts another text in the place of the recorded one, and leaves the journal as it was', async () => {
    using cli = open();
    storeDecisions(cli, [askedDecision(1)]);
    const before = (await cli.run('decisions', 'export')).out;
    const prompt = path.join(cli.home, 'prompt.txt');
    writeFileSync(prompt, 'Buy low.');
    const seen: unknown[] = [];
    standIn.always(({ system, messages }) => {
      seen.push(system, messages);
      return answer(buy());
    });
    const { out } = await run(cli, '--yes', '--json', '--prompt', prompt);
    expect(JSON.stringify(seen)).toContain('Buy low.');
    expect(JSON.stringify(seen)).toContain('\\"question\\":1');
    const report = reportOf(out);
    expect(report).toMatchObject({ isSameQuestion: false, flips: { n: 1, flips: 1 } });
    expect(report.promptHash).toMatch(/^[0-9a-f]{64}$/);
    expect((await cli.run('decisions', 'export')).out).toBe(before);
    expect(asked).toEqual([]);
  });

  it('takes the newest of what was asked of a model, and says what it left out', async () => {
    using cli = open();
    const unreadable = askedDecision(9, holdAnswer(), { inputs: {} });
    const rules = { request: null, attempts: [], result: null, questionId: null, cost: null };
    const unasked = askedDecision(8, holdAnswer(), {
      ...rules,
      actor: 'rules',
      outcome: 'FALLBACK_HOLD',
    });
    const records = [1, 2, 3].map((number) => askedDecision(number));
    storeDecisions(cli, [...records, unasked, unreadable]);
    const report = reportOf((await run(cli, '--yes', '--json', '--limit', '2')).out);
    expect(report).toMatchObject({ asked: 2, unasked: 1, unreadable: 1 });
    expect(report.answers.map(({ decisionId }) => decisionId)).toEqual(['d-2', 'd-3']);
    const none = await run(cli, '--yes', '--symbol', 'ETH/USDT');
    expect([none.code, none.err]).toEqual([1, expect.stringContaining('no stored question')]);
  });

  it('asks again where the first call failed, and calls that no flip', async () => {
    using cli = open();
    const record = askedDecision(1, holdAnswer(), failedFacts);
    storeDecisions(cli, [record]);
    const report = reportOf((await run(cli, '--yes', '--json')).out);
    expect(report.answers[0]).toMatchObject({
      original: { outcome: 'FAIL_OVERLOAD', action: null },
      shadow: { outcome: 'MODEL_HOLD' },
    });
    expect(report.flips.n).toBe(0);
  });

  it('taken back with Ctrl-C: compares what was answered, and ends with 1', async () => {
    using cli = open();
    storeDecisions(
      cli,
      [1, 2, 3, 4].map((number) => askedDecision(number)),
    );
    clock.after(1_800_000, () => stop());
    const { code, out, err } = await run(cli, '--yes', '--json');
    expect(code).toBe(1);
    expect(reportOf(out)).toMatchObject({ end: 'cancelled', asked: 4, flips: { n: 2, flips: 0 } });
    expect(err).toContain('taken back (cancelled)');
    const later = await run(cli, '--json', '--batch', 'msgbatch_1');
    expect([later.code, reportOf(later.out).flips.n]).toEqual([0, 2]);
  });
});

describe('decisions re-ask sends nothing', () => {
  it.each([
    ['without a key', { hasKey: false }, 'no ANTHROPIC_API_KEY'],
    ['when the person says no', { says: false }, 'not agreed'],
    ['with nobody to ask', {}, 'agree with --yes'],
  ])('%s', async (_, terminal, reason) => {
    using cli = open(terminal);
    storeDecisions(cli, [askedDecision(1)]);
    const { code, err } = await run(cli);
    expect([code === 0, err]).toEqual([false, expect.stringContaining(reason)]);
    expect(standIn.batchCalls).toEqual([]);
  });

  it('when a price is not known', async () => {
    using cli = open();
    storeDecisions(cli, [askedDecision(1), askedDecision(2)]);
    const smoke = ['--yes', '--purpose', 'smoke', '--model'];
    const unknown = await run(cli, ...smoke, 'claude-nobody');
    expect(unknown.err).toContain('PRICE_UNKNOWN_MODEL model=claude-nobody');
    // The older model has no price of a cache write.
    expect((await run(cli, ...smoke, 'claude-opus-5')).err).toContain('PRICE_UNKNOWN_PART');
    expect(standIn.batchCalls).toEqual([]);
  });

  it('as evidence about days the model may have read of; as a smoke test it does, and says so', async () => {
    using cli = open();
    const tsDecision = Date.UTC(2026, 5, 30);
    storeDecisions(cli, [{ ...askedDecision(1), tsData: tsDecision, tsDecision }]);
    const refused = await run(cli, '--yes');
    expect([refused.code, refused.err]).toEqual([
      1,
      expect.stringContaining('EVIDENCE_BEFORE_CUTOFF'),
    ]);
    expect(standIn.batchCalls).toEqual([]);
    const smoke = await run(cli, '--yes', '--purpose', 'smoke');
    expect([smoke.code, smoke.out]).toEqual([0, expect.stringMatching(/^SMOKE TEST/)]);
  });
});

it('the interval of a rate does not shrink to nothing at none and at all', () => {
  expect(wilsonInterval(0, 0)).toBeNull();
  const [none, all] = [wilsonInterval(0, 10), wilsonInterval(10, 10)];
  expect([none?.low, none?.high.toFixed(4)]).toEqual([0, '0.2775']);
  expect([all?.low.toFixed(4), all?.high.toFixed(4)]).toEqual(['0.7225', '1.0000']);
});
