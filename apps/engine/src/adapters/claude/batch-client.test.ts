import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ModelRequest } from '@quarterdeck/core/model/agent/model-call';
import { VirtualClock } from '../system/virtual-clock.ts';
import { driveBatch } from '../../../../../test/venues/anthropic/drive-batch.ts';
import { answer, apiError } from '../../../../../test/venues/anthropic/behaviour.ts';
import {
  AnthropicStandIn,
  STAND_IN_KEY,
  type StandInOptions,
} from '../../../../../test/venues/anthropic/stand-in.ts';
import { userTextOf } from '../../../../../test/venues/anthropic/wire-request.ts';
import { createBatchClient } from './batch-client.ts';
import type { BatchOrder } from './batch-order.ts';

const HOUR = 3_600_000;
let clock: VirtualClock;
let standIn: AnthropicStandIn;
let told: string[];

beforeEach(() => {
  clock = new VirtualClock(Date.UTC(2026, 10, 21));
  told = [];
});
afterEach(() => standIn.close());

async function open(options: StandInOptions = {}, apiKey = STAND_IN_KEY) {
  standIn = await new AnthropicStandIn({ now: () => clock.now(), ...options }).start();
  standIn.always((request) => answer(`about ${userTextOf(request)}`));
  return createBatchClient({ apiKey, baseUrl: standIn.baseUrl, clock, scheduler: clock });
}

const questions = (count: number, over: Partial<ModelRequest> = {}) =>
  Array.from({ length: count }, (_, at) => ({
    customId: `row-${at}`,
    request: {
      model: 'claude-haiku-5-5',
      effort: 'medium' as const,
      maxTokens: 2_000,
      deadlineMs: 1,
      staticText: 'rules '.repeat(600),
      slowText: 'mandate '.repeat(200),
      freshText: `question ${at}`,
      schema: { type: 'object' },
      ...over,
    },
  }));

const order = (over: Partial<BatchOrder> = {}): BatchOrder => ({
  deadlineMs: 24 * HOUR,
  signal: new AbortController().signal,
  onProgress: ({ status, trouble }) => told.push(trouble ?? status),
  ...over,
});

describe('a batch of questions', () => {
  it('is looked at less and less often and answered by id', async () => {
    const client = await open({ batchDurationMs: 40 * 60_000 });
    const report = await driveBatch(clock, client.ask(questions(3), order()));
    expect(report).toMatchObject({ batchId: 'msgbatch_1', end: 'ended' });
    expect(report.answers.get('row-2')).toMatchObject({
      kind: 'message',
      text: 'about question 2',
    });
    expect(report.answers.size).toBe(3);
    const looks = standIn.batchCalls.filter((call) => call === 'retrieve').length;
    expect(looks).toBeLessThan(40);
    expect(clock.monotonicMs()).toBeGreaterThanOrEqual(40 * 60_000);
    expect(clock.monotonicMs()).toBeLessThanOrEqual(42 * 60_000);
    expect(clock.pendingTimers).toBe(0);
  });

  it('writes the static text to the cache once and reads it for the others; nothing for five minutes', async () => {
    const client = await open();
    const { answers } = await driveBatch(clock, client.ask(questions(3), order()));
    const usages = [...answers.values()].map((one) => one.kind === 'message' && one.usage);
    const [last, , first] = usages;
    expect(first).toMatchObject({ cacheRead: 0, cacheWrite5m: 0 });
    expect(first && first.cacheWrite1h).toBeGreaterThan(900);
    expect(last && last.cacheRead).toBe(first && first.cacheWrite1h);
  });

  it('asks a single question without a cache nobody would read', async () => {
    const client = await open();
    const { answers } = await driveBatch(clock, client.ask(questions(1), order()));
    expect(answers.get('row-0')).toMatchObject({ usage: { cacheWrite1h: 0, cacheWrite5m: 0 } });
  });

  it('has one outcome for each question that was not answered', async () => {
    const client = await open();
    standIn.next(
      apiError(529, 'overloaded_error'),
      apiError(400, 'invalid_request_error'),
      { kind: 'expired' },
      { kind: 'refusal', category: 'cyber' },
      { kind: 'max_tokens' },
    );
    const { answers } = await driveBatch(clock, client.ask(questions(6), order()));
    const outcomes = Array.from({ length: 6 }, (_, at) => answers.get(`row-${at}`));
    expect(outcomes).toMatchObject([
      { outcome: 'FAIL_OVERLOAD', usage: null },
      { outcome: 'FAIL_BUG', usage: null },
      { outcome: 'FAIL_DEADLINE', usage: null },
      { outcome: 'FAIL_REFUSED', usage: { outputTokens: 1 } },
      { outcome: 'FAIL_TRUNCATED', usage: { outputTokens: 2_000 } },
      { kind: 'message' },
    ]);
  });

  it('keeps what was answered in a day when the provider takes longer', async () => {
    const client = await open({ batchDurationMs: 48 * HOUR });
    const late = order({ deadlineMs: 30 * HOUR });
    const { end, answers } = await driveBatch(clock, client.ask(questions(4), late));
    expect(end).toBe('ended');
    const kinds = [0, 1, 2, 3].map((at) => answers.get(`row-${at}`));
    expect(kinds).toMatchObject([
      { kind: 'message' },
      { kind: 'message' },
      { outcome: 'FAIL_DEADLINE' },
      { outcome: 'FAIL_DEADLINE' },
    ]);
  });
});

describe('a batch that is taken back', () => {
  it('by a person: cancelled at once, and what was answered by then is read', async () => {
    const stop = new AbortController();
    const client = await open({ batchDurationMs: 4 * HOUR, batchCancelMs: 20_000 });
    clock.after(2 * HOUR, () => stop.abort());
    const asked = client.ask(questions(4), order({ signal: stop.signal }));
    const { end, answers } = await driveBatch(clock, asked);
    expect(end).toBe('cancelled');
    expect([0, 1, 2, 3].map((at) => answers.get(`row-${at}`)?.kind)).toEqual([
      'message',
      'message',
      'cancelled',
      'cancelled',
    ]);
    expect(standIn.batchCalls.filter((call) => call === 'cancel')).toHaveLength(1);
    expect(clock.monotonicMs()).toBeLessThan(2 * HOUR + 60_000);
  });

  it('at its deadline', async () => {
    const client = await open({ batchDurationMs: 4 * HOUR });
    const asked = client.ask(questions(2), order({ deadlineMs: HOUR }));
    const { end, answers } = await driveBatch(clock, asked);
    expect([end, answers.get('row-1')]).toEqual(['deadline', { kind: 'cancelled' }]);
  });

  it('asks again to cancel when that was not heard, and names the batch it had to leave', async () => {
    const client = await open({ batchDurationMs: 4 * HOUR, batchCancelMs: HOUR });
    standIn.failBatchCall('cancel', apiError(529, 'overloaded_error'));
    const asked = client.ask(questions(2), order({ deadlineMs: HOUR }));
    await expect(driveBatch(clock, asked)).rejects.toMatchObject({
      code: 'BATCH_LEFT_BEHIND',
      rest: { batchId: 'msgbatch_1' },
    });
    expect(standIn.batchCalls.filter((call) => call === 'cancel')).toHaveLength(2);
    clock.advanceBy(HOUR);
    const found = await driveBatch(clock, client.collect('msgbatch_1', order()));
    expect(found.answers.get('row-0')).toEqual({ kind: 'cancelled' });
  });

  it('before it was sent: nothing is sent', async () => {
    const client = await open();
    const asked = client.ask(questions(1), order({ signal: AbortSignal.abort() }));
    await expect(driveBatch(clock, asked)).rejects.toMatchObject({ code: 'BATCH_NOT_ACCEPTED' });
    expect(standIn.batchCalls).toEqual([]);
  });
});

describe('trouble on the way', () => {
  it('with looking or reading is waited out, and every answer is read whole', async () => {
    const client = await open({ batchDurationMs: 30_000 });
    const fault = apiError(500, 'api_error');
    standIn.failBatchCall('retrieve', fault, { kind: 'cut', at: 'headers' });
    standIn.failBatchCall('results', { kind: 'cut', at: 'body' });
    standIn.failBatchCall('results', { kind: 'cut', at: 'body', clean: true }, fault);
    const { answers } = await driveBatch(clock, client.ask(questions(5), order()));
    expect(answers.size).toBe(5);
    expect(told).toContainEqual(expect.stringContaining('api_error'));
    expect(standIn.batchCalls.filter((call) => call === 'results')).toHaveLength(4);
  });

  it('a connection without a byte is cut and tried again', async () => {
    const client = await open({ batchDurationMs: 1_000 });
    standIn.failBatchCall('retrieve', { kind: 'stall', at: 'body' });
    standIn.failBatchCall('results', { kind: 'stall', at: 'body' });
    const asked = driveBatch(clock, client.ask(questions(2), order()), { stalls: 2 });
    expect((await asked).answers.size).toBe(2);
    expect(told[0]).toContain('stalled');
  });

  it('a batch turned away is sent again; one that may have arrived is not', async () => {
    const client = await open();
    standIn.failBatchCall('create', apiError(529, 'overloaded_error'));
    standIn.failBatchCall('create', apiError(429, 'rate_limit_error'));
    expect((await driveBatch(clock, client.ask(questions(1), order()))).batchId).toBe('msgbatch_1');
    standIn.failBatchCall('create', { kind: 'cut', at: 'headers' });
    const asked = client.ask(questions(1), order());
    await expect(driveBatch(clock, asked)).rejects.toMatchObject({
      code: 'BATCH_PERHAPS_ACCEPTED',
    });
    expect(standIn.batchCalls.filter((call) => call === 'create')).toHaveLength(4);
  });

  it('a wrong key ends it with the first call, and is told to nobody', async () => {
    const client = await open({}, 'wrong-key-0001');
    const failed = driveBatch(clock, client.ask(questions(1), order()));
    await expect(failed).rejects.toMatchObject({
      code: 'BATCH_NOT_ACCEPTED',
      rest: { failure: 'account' },
      message: expect.not.stringContaining('wrong-key-0001') as string,
    });
  });

  it('a batch nobody knows is an error at once', async () => {
    const client = await open();
    const failed = driveBatch(clock, client.collect('msgbatch_9', order()));
    await expect(failed).rejects.toMatchObject({ code: 'BATCH_LEFT_BEHIND' });
    expect(clock.monotonicMs()).toBe(0);
  });

  it('ids the provider would refuse, and more than it takes, never leave', async () => {
    const client = await open();
    const [one] = questions(1);
    if (one === undefined) throw new Error('no question');
    const twice = client.ask([one, one], order());
    await expect(twice).rejects.toThrow('distinct');
    const huge = client.ask(questions(3, { freshText: 'x'.repeat(70_000_000) }), order());
    await expect(huge).rejects.toMatchObject({ code: 'BATCH_TOO_LARGE' });
    expect(standIn.batchCalls).toEqual([]);
  });
});
