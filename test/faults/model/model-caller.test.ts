import { afterEach, describe, expect, it } from 'vitest';
import { wireDecisionSchema } from '@quarterdeck/core/contract/agent/decision.schema';
import { createModelCaller } from '../../../apps/engine/src/adapters/claude/create-model-caller.ts';
import { VirtualClock } from '../../../apps/engine/src/adapters/system/virtual-clock.ts';
import { answer, apiError } from '../../venues/anthropic/behaviour.ts';
import {
  alwaysBuy,
  alwaysHold,
  inverted,
  random,
  trades,
} from '../../venues/anthropic/scripted-traders.ts';
import { AnthropicStandIn, STAND_IN_KEY } from '../../venues/anthropic/stand-in.ts';
import { NO_LOCK, question, startModelWorld, T0, type ModelWorld } from './model-world.ts';

let world: ModelWorld | undefined;
afterEach(async () => {
  await world?.standIn.close();
  world = undefined;
});

describe('model caller', () => {
  it('sends the static text for an hour, the slow one for five minutes, the fresh one last', async () => {
    world = await startModelWorld();
    await world.caller.ask(question(), NO_LOCK);
    const [sent] = world.standIn.requests;
    expect(sent?.body).toMatchObject({
      max_tokens: 2_000,
      stream: true,
      thinking: { type: 'adaptive' },
      output_config: { effort: 'medium', format: { type: 'json_schema' } },
      system: [
        { cache_control: { type: 'ephemeral', ttl: '1h' } },
        { cache_control: { type: 'ephemeral', ttl: '5m' } },
      ],
      messages: [{ role: 'user', content: question().freshText }],
    });
  });

  it('reads both cached blocks at the second question', async () => {
    world = await startModelWorld();
    const first = await world.caller.ask(question(), NO_LOCK);
    const second = await world.caller.ask(
      question({ freshText: '{"symbol":"ETH/USDT"}' }),
      NO_LOCK,
    );
    const [wrote, read] = [first.attempts[0]?.usage, second.attempts[0]?.usage];
    expect(wrote).toMatchObject({ cacheRead: 0 });
    expect(wrote?.cacheWrite1h).toBeGreaterThan(512);
    expect(read).toMatchObject({ cacheWrite1h: 0, cacheWrite5m: 0 });
    expect(read?.cacheRead).toBe((wrote?.cacheWrite1h ?? 0) + (wrote?.cacheWrite5m ?? 0));
  });

  it('gives an answer that was cut off more head-room', async () => {
    world = await startModelWorld();
    world.standIn.next({ kind: 'max_tokens' });
    await world.caller.ask(question(), NO_LOCK);
    expect(world.standIn.requests.map(({ body }) => body.max_tokens)).toStrictEqual([2_000, 4_000]);
  });

  it('ends at once when the lock is set, and says so instead of a deadline', async () => {
    world = await startModelWorld({ stallMs: 60_000 });
    world.standIn.next({ kind: 'stall', at: 'stream' });
    const lock = new AbortController();
    const asked = world.caller.ask(question({ deadlineMs: 60_000 }), lock.signal);
    await world.standIn.received(1);
    lock.abort();
    const { attempts, result } = await asked;
    expect(result).toMatchObject({ kind: 'failure', outcome: 'VETO_HALT', detail: 'cancelled' });
    expect(attempts).toMatchObject([{ failure: null, detail: 'cancelled' }]);
  });

  it('sends nothing when the lock is set already', async () => {
    world = await startModelWorld();
    const { result } = await world.caller.ask(question(), AbortSignal.abort());
    expect(result).toMatchObject({ outcome: 'VETO_HALT' });
    expect(world.standIn.requests).toHaveLength(0);
  });

  it('keeps one deadline of 120 s over all attempts', async () => {
    const standIn = await new AnthropicStandIn().start();
    const time = new VirtualClock(T0);
    const caller = createModelCaller({
      apiKey: STAND_IN_KEY,
      baseUrl: standIn.baseUrl,
      clock: time,
      scheduler: time,
      log: { info: () => undefined, warn: () => undefined },
      stallMs: 90_000,
    });
    standIn.always(() => ({ kind: 'stall', at: 'stream' }));
    const asked = caller.ask(question({ deadlineMs: 120_000 }), NO_LOCK);
    await standIn.received(1);
    await time.runTo(T0 + 90_000);
    await time.runTo(T0 + 91_000);
    await standIn.received(2);
    await time.runTo(T0 + 120_000);
    const { attempts, result } = await asked;
    await standIn.close();
    expect(attempts.map(({ detail }) => detail)).toStrictEqual([
      'stalled: no byte came',
      'deadline',
    ]);
    expect(attempts.at(-1)?.tsEnded).toBe(T0 + 120_000);
    expect(result).toMatchObject({ failure: 'transient', outcome: 'FAIL_DEADLINE' });
    expect(time.pendingTimers).toBe(0);
  });

  it('does not try again when too little time is left', async () => {
    world = await startModelWorld({ retryMinLeftMs: 30_000 });
    world.standIn.next(apiError(529, 'overloaded_error'));
    const { attempts } = await world.caller.ask(question(), NO_LOCK);
    expect(attempts).toHaveLength(1);
  });

  it('keeps key and bearer tokens out of results and logs, and asks a wrong key once', async () => {
    const key = 'stand-in-wrong-key-2222';
    world = await startModelWorld({ apiKey: key });
    const { attempts, result } = await world.caller.ask(question(), NO_LOCK);
    const told = JSON.stringify([attempts, result, world.lines]);
    expect(result).toMatchObject({ failure: 'account', outcome: 'FAIL_ACCOUNT' });
    expect(attempts).toHaveLength(1);
    expect(told).toContain('[hidden]');
    expect(told).not.toContain(key);
    expect(told).not.toMatch(/bearer\s+[^[\s]/i);
  });

  it.each(['', '  ', 'two\nlines'])('refuses the key %j without a request', async (apiKey) => {
    world = await startModelWorld({ apiKey });
    const { attempts, result } = await world.caller.ask(question(), NO_LOCK);
    expect([attempts.length, result.kind]).toStrictEqual([0, 'failure']);
    expect(result).toMatchObject({ outcome: 'FAIL_ACCOUNT' });
  });

  it('knows that nothing was billed where nobody listens', async () => {
    const gone = await new AnthropicStandIn().start();
    const { baseUrl } = gone;
    await gone.close();
    world = await startModelWorld({ baseUrl });
    const { attempts, result } = await world.caller.ask(question(), NO_LOCK);
    expect(result).toMatchObject({ failure: 'transient', outcome: 'FAIL_OVERLOAD' });
    expect(attempts.map(({ usage }) => usage?.inputTokens)).toStrictEqual([0, 0]);
  });

  it('goes on with a new client after renew', async () => {
    world = await startModelWorld();
    world.standIn.next(apiError(500, 'api_error'), apiError(500, 'api_error'), answer('{}'));
    await world.caller.ask(question(), NO_LOCK);
    world.caller.renew();
    expect((await world.caller.ask(question(), NO_LOCK)).result.kind).toBe('message');
  });

  it.each([
    ['alwaysBuy', alwaysBuy, 'BUY'],
    ['alwaysHold', alwaysHold, 'HOLD'],
    ['inverted', inverted, 'SELL'],
    ['random', random(7), undefined],
  ] as const)('carries the answer of the scripted trader %s', async (_name, trader, action) => {
    world = await startModelWorld();
    world.standIn.always(trades(trader));
    const { result } = await world.caller.ask(question(), NO_LOCK);
    const text = result.kind === 'message' ? result.text : '';
    const decision = wireDecisionSchema.parse(JSON.parse(text));
    expect(decision).toMatchObject({ symbol: 'BTC/USDT', ...(action ? { action } : {}) });
  });
});
