import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { AgentEventBody } from '@quarterdeck/core/model/agent/agent-event';
import { asSymbolId } from '@quarterdeck/core/kernel/ids';
import { modelConfigSchema } from '@quarterdeck/core/contract/agent/config/model.schema';
import { VirtualClock } from '../../adapters/system/virtual-clock.ts';
import { question } from '../../../../../test/faults/model/model-world.ts';
import { answer, apiError } from '../../../../../test/venues/anthropic/behaviour.ts';
import { AnthropicStandIn, STAND_IN_KEY } from '../../../../../test/venues/anthropic/stand-in.ts';
import type { ModelCaller } from '../../adapters/claude/create-model-caller.ts';
import { ModelAsker, type ModelWire } from './model-asker.ts';
import { openModelWire } from './open-model-wire.ts';

const logger = { info: () => undefined, warn: () => undefined, error: () => undefined };

/** An asker, what it told the desk, and a promise for so many answers. */
function setUp(wire: ModelWire | undefined) {
  const answers: Extract<AgentEventBody, { type: 'ModelAnswered' }>[] = [];
  let arrived: () => void = () => undefined;
  const clock = new VirtualClock(0);
  const asker = new ModelAsker({
    wire,
    scheduler: clock,
    logger,
    dispatch: (body) => {
      if (body.type === 'ModelAnswered') answers.push(body);
      arrived();
    },
  });
  const ask = (questionId: string, needsFreshClient = false) => {
    const symbol = asSymbolId('BTC/USDT');
    asker.execute({ type: 'AskModel', questionId, symbol, request: question(), needsFreshClient });
  };
  const answered = async (count: number) => {
    while (answers.length < count) await new Promise<void>((resolve) => (arrived = resolve));
  };
  return { asker, answers, ask, answered, clock };
}

describe('on the wire', () => {
  let standIn: AnthropicStandIn;
  beforeEach(async () => (standIn = await new AnthropicStandIn().start()));
  afterEach(() => standIn.close());

  const wireTo = (): ModelWire =>
    openModelWire({
      config: modelConfigSchema.parse({ max_attempts: 1 }),
      apiKey: STAND_IN_KEY,
      baseUrl: standIn.baseUrl,
      wall: new VirtualClock(0),
      scheduler: new VirtualClock(0),
      logger,
    });

  it('answers each question once, under its own id', async () => {
    const { ask, answered, answers, asker } = setUp(wireTo());
    standIn.next(answer('{"one":1}'), apiError(529, 'overloaded_error'));
    ask('q-1');
    await answered(1);
    ask('q-2');
    await answered(2);
    expect(answers).toMatchObject([
      { questionId: 'q-1', attempts: [{ end: 'message' }], result: { kind: 'message' } },
      { questionId: 'q-2', attempts: [{ status: 529 }], result: { outcome: 'FAIL_OVERLOAD' } },
    ]);
    expect(asker.isIdle).toBe(true);
  });

  it('calls off a question whose answer is half here, and only that one', async () => {
    const { asker, ask, answered, answers } = setUp(wireTo());
    standIn.next({ kind: 'stall', at: 'stream' }, { kind: 'stall', at: 'stream' });
    ask('q-1');
    ask('q-2');
    await standIn.received(2);
    asker.execute({ type: 'CallOffQuestion', questionId: 'q-1' });
    asker.execute({ type: 'CallOffQuestion', questionId: 'q-1' });
    asker.execute({ type: 'CallOffQuestion', questionId: 'never-asked' });
    await answered(1);
    expect(answers).toMatchObject([
      { questionId: 'q-1', result: { kind: 'failure', outcome: 'VETO_HALT', detail: 'cancelled' } },
    ]);
    expect(asker.isIdle).toBe(false);
    asker.halt();
  });

  it('gives the desk every answer before it has stopped', async () => {
    const { asker, ask, answers } = setUp(wireTo());
    standIn.next({ kind: 'stall', at: 'headers' }, { kind: 'stall', at: 'stream' });
    ask('q-1');
    ask('q-2');
    await standIn.received(2);
    await asker.stop();
    ask('q-3');
    expect(answers.map(({ questionId }) => questionId).sort()).toEqual(['q-1', 'q-2']);
    expect(answers.every(({ result }) => result.kind === 'failure')).toBe(true);
    expect(standIn.requests).toHaveLength(2);
  });

  it('tells a desk that has failed nothing more', async () => {
    const { asker, ask, answers } = setUp(wireTo());
    standIn.next({ kind: 'stall', at: 'stream' });
    ask('q-1');
    await standIn.received(1);
    asker.halt();
    await asker.stop();
    expect(answers).toEqual([]);
  });
});

describe('with a caller that misbehaves', () => {
  const wireOf = (caller: Partial<ModelCaller>): ModelWire => ({
    caller: { ask: () => new Promise(() => undefined), renew: () => undefined, ...caller },
    scrub: (text) => text.replaceAll('secret', '[hidden]'),
  });

  it('makes a failure of what it throws, without the key', async () => {
    const renew = () => {
      throw new Error('broke over secret');
    };
    const { ask, answered, answers } = setUp(wireOf({ renew }));
    ask('q-1', true);
    await answered(1);
    expect(answers[0]).toMatchObject({
      attempts: [],
      result: { failure: 'bug', outcome: 'FAIL_BUG', detail: 'broke over [hidden]' },
    });
  });

  it('takes a fresh client for the breaker’s probe, before it asks', () => {
    const calls: string[] = [];
    const caller: ModelCaller = {
      renew: () => void calls.push('renew'),
      ask: () => {
        calls.push('ask');
        return new Promise(() => undefined);
      },
    };
    const { ask } = setUp(wireOf(caller));
    ask('q-1');
    ask('q-2', true);
    ask('q-2', true);
    expect(calls).toEqual(['ask', 'renew', 'ask']);
  });

  it('answers for a call that does not end when it is cut, and not twice', async () => {
    let settle: (value: Awaited<ReturnType<ModelCaller['ask']>>) => void = () => undefined;
    const late = new Promise<Awaited<ReturnType<ModelCaller['ask']>>>((resolve) => {
      settle = resolve;
    });
    const { asker, ask, answers, clock } = setUp(wireOf({ ask: () => late }));
    ask('q-1');
    const stopped = asker.stop();
    await clock.runBy(1_000);
    await stopped;
    settle({ attempts: [], result: { ...cancelled, detail: 'too late' } });
    await late;
    expect(answers).toMatchObject([{ questionId: 'q-1', result: { detail: 'cancelled' } }]);
  });

  it('says that nobody can be asked where there is no key', async () => {
    const { ask, answered, answers } = setUp(undefined);
    ask('q-1');
    expect(answers).toEqual([]);
    await answered(1);
    expect(answers).toMatchObject([{ result: { failure: 'account', outcome: 'FAIL_ACCOUNT' } }]);
  });
});

const cancelled = {
  kind: 'failure',
  failure: 'transient',
  outcome: 'VETO_HALT',
  detail: '',
  retryAfterMs: null,
} as const;
