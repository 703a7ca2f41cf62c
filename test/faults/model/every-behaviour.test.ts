import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { modelConfigSchema } from '@quarterdeck/core/contract/agent/config/model.schema';
import { createBreaker } from '@quarterdeck/core/decision/breaker/breaker';
import {
  breakerSignalOf,
  type BreakerState,
} from '@quarterdeck/core/decision/breaker/breaker-state';
import { costOfAttempts } from '@quarterdeck/core/decision/cost/cost-of';
import type { AgentOutcome } from '@quarterdeck/core/model/agent/decision';
import type { FailureClass } from '@quarterdeck/core/model/agent/model-call';
import { answer, apiError, type Behaviour } from '../../venues/anthropic/behaviour.ts';
import { NO_LOCK, question, startModelWorld, T0, type ModelWorld } from './model-world.ts';

const { breaker: breakerConfig } = modelConfigSchema.parse({});
const GOOD = '{"action":"HOLD","symbol":"BTC/USDT"}';

interface Row {
  readonly name: string;
  readonly script: readonly Behaviour[];
  readonly result: 'message' | readonly [FailureClass, AgentOutcome];
  readonly attempts: number;
  readonly position: BreakerState['position'];
  readonly isHard?: boolean;
  /** Attempts billed in whole, seen in part, and without a known bill. */
  readonly bill: readonly [certain: boolean, seen: boolean, unbilled: number];
}

const twice = (behaviour: Behaviour) => [behaviour, behaviour];
const PAID = [true, false, 0] as const;
const FREE = [false, false, 0] as const;

const ROWS: readonly Row[] = [
  {
    name: 'a good answer',
    script: [answer(GOOD)],
    result: 'message',
    attempts: 1,
    position: 'closed',
    bill: PAID,
  },
  {
    name: 'thinking before the text',
    script: [{ kind: 'answer', thinking: 'hm '.repeat(50), text: GOOD }],
    result: 'message',
    attempts: 1,
    position: 'closed',
    bill: PAID,
  },
  {
    name: 'unknown fields',
    script: [{ kind: 'answer', text: GOOD, hasUnknownFields: true }],
    result: 'message',
    attempts: 1,
    position: 'closed',
    bill: PAID,
  },
  {
    name: 'no JSON in the text',
    script: [answer('I would buy')],
    result: 'message',
    attempts: 1,
    position: 'closed',
    bill: PAID,
  },
  {
    name: 'an empty text',
    script: [answer('')],
    result: 'message',
    attempts: 1,
    position: 'closed',
    bill: PAID,
  },
  {
    name: 'a huge text',
    script: [answer('x'.repeat(400_000))],
    result: ['quality', 'FAIL_PARSE'],
    attempts: 1,
    position: 'closed',
    bill: [false, true, 1],
  },
  {
    name: 'a refusal',
    script: [{ kind: 'refusal', category: 'reasoning_extraction' }],
    result: ['content', 'FAIL_REFUSED'],
    attempts: 1,
    position: 'closed',
    bill: PAID,
  },
  {
    name: 'an unknown stop reason',
    script: [{ kind: 'answer', text: GOOD, stopReason: 'tired' }],
    result: ['quality', 'FAIL_PARSE'],
    attempts: 1,
    position: 'closed',
    bill: PAID,
  },
  {
    name: 'max_tokens once',
    script: [{ kind: 'max_tokens' }, answer(GOOD)],
    result: 'message',
    attempts: 2,
    position: 'closed',
    bill: PAID,
  },
  {
    name: 'max_tokens twice',
    script: [{ kind: 'max_tokens' }, { kind: 'max_tokens' }],
    result: ['sizing', 'FAIL_TRUNCATED'],
    attempts: 2,
    position: 'closed',
    bill: PAID,
  },
  {
    name: 'max_tokens with whole JSON',
    script: twice({ kind: 'max_tokens', text: GOOD }),
    result: ['sizing', 'FAIL_TRUNCATED'],
    attempts: 2,
    position: 'closed',
    bill: PAID,
  },
  {
    name: '400',
    script: [apiError(400, 'invalid_request_error')],
    result: ['bug', 'FAIL_BUG'],
    attempts: 1,
    position: 'open',
    isHard: true,
    bill: FREE,
  },
  {
    name: '400 for an own spend limit',
    script: [
      apiError(400, 'invalid_request_error', 'You have reached your specified API usage limits'),
    ],
    result: ['account', 'FAIL_ACCOUNT'],
    attempts: 1,
    position: 'open',
    isHard: true,
    bill: FREE,
  },
  {
    name: '401',
    script: [apiError(401, 'authentication_error')],
    result: ['account', 'FAIL_ACCOUNT'],
    attempts: 1,
    position: 'open',
    isHard: true,
    bill: FREE,
  },
  {
    name: '402',
    script: [apiError(402, 'billing_error')],
    result: ['account', 'FAIL_ACCOUNT'],
    attempts: 1,
    position: 'open',
    isHard: true,
    bill: FREE,
  },
  {
    name: '403',
    script: [apiError(403, 'permission_error')],
    result: ['account', 'FAIL_ACCOUNT'],
    attempts: 1,
    position: 'open',
    isHard: true,
    bill: FREE,
  },
  {
    name: '404',
    script: [apiError(404, 'not_found_error')],
    result: ['bug', 'FAIL_BUG'],
    attempts: 1,
    position: 'open',
    isHard: true,
    bill: FREE,
  },
  {
    name: '413',
    script: [apiError(413, 'request_too_large')],
    result: ['bug', 'FAIL_BUG'],
    attempts: 1,
    position: 'open',
    isHard: true,
    bill: FREE,
  },
  {
    name: '429 with retry-after',
    script: [{ kind: 'error', status: 429, type: 'rate_limit_error', retryAfter: '7' }],
    result: ['pressure', 'FAIL_OVERLOAD'],
    attempts: 1,
    position: 'open',
    bill: FREE,
  },
  {
    name: '429 for a spend limit',
    script: [
      {
        kind: 'error',
        status: 429,
        type: 'rate_limit_error',
        code: 'enforced_spend_limit_reached',
        retryAfter: '7',
      },
    ],
    result: ['account', 'FAIL_ACCOUNT'],
    attempts: 1,
    position: 'open',
    isHard: true,
    bill: FREE,
  },
  {
    name: '500 once',
    script: [apiError(500, 'api_error'), answer(GOOD)],
    result: 'message',
    attempts: 2,
    position: 'closed',
    bill: PAID,
  },
  {
    name: '500 twice',
    script: twice(apiError(500, 'api_error')),
    result: ['transient', 'FAIL_OVERLOAD'],
    attempts: 2,
    position: 'closed',
    bill: FREE,
  },
  {
    name: '529 twice',
    script: twice(apiError(529, 'overloaded_error')),
    result: ['transient', 'FAIL_OVERLOAD'],
    attempts: 2,
    position: 'closed',
    bill: FREE,
  },
  {
    name: 'overload in mid-stream',
    script: twice({ kind: 'stream_error', type: 'overloaded_error' }),
    result: ['transient', 'FAIL_OVERLOAD'],
    attempts: 2,
    position: 'closed',
    bill: [false, true, 2],
  },
  {
    name: 'a rate limit in mid-stream',
    script: [{ kind: 'stream_error', type: 'rate_limit_error' }],
    result: ['pressure', 'FAIL_OVERLOAD'],
    attempts: 1,
    position: 'open',
    bill: [false, true, 1],
  },
  {
    name: 'a stall before the headers',
    script: twice({ kind: 'stall', at: 'headers' }),
    result: ['transient', 'FAIL_DEADLINE'],
    attempts: 2,
    position: 'closed',
    bill: [false, false, 2],
  },
  {
    name: 'a stall after the headers',
    script: twice({ kind: 'stall', at: 'body' }),
    result: ['transient', 'FAIL_DEADLINE'],
    attempts: 2,
    position: 'closed',
    bill: [false, false, 2],
  },
  {
    name: 'a stall in mid-stream',
    script: twice({ kind: 'stall', at: 'stream' }),
    result: ['transient', 'FAIL_DEADLINE'],
    attempts: 2,
    position: 'closed',
    bill: [false, true, 2],
  },
  {
    name: 'a socket closed before the headers',
    script: twice({ kind: 'cut', at: 'headers' }),
    result: ['transient', 'FAIL_OVERLOAD'],
    attempts: 2,
    position: 'closed',
    bill: [false, false, 2],
  },
  {
    name: 'a body cut before its first event',
    script: twice({ kind: 'cut', at: 'body' }),
    result: ['transient', 'FAIL_OVERLOAD'],
    attempts: 2,
    position: 'closed',
    bill: [false, false, 2],
  },
  {
    name: 'a body cut in mid-stream',
    script: twice({ kind: 'cut', at: 'stream' }),
    result: ['transient', 'FAIL_OVERLOAD'],
    attempts: 2,
    position: 'closed',
    bill: [false, true, 2],
  },
  {
    name: 'a stream that ends early as if whole',
    script: twice({ kind: 'cut', at: 'stream', clean: true }),
    result: ['transient', 'FAIL_OVERLOAD'],
    attempts: 2,
    position: 'closed',
    bill: [false, true, 2],
  },
  {
    name: 'an empty stream',
    script: twice({ kind: 'cut', at: 'body', clean: true }),
    result: ['transient', 'FAIL_OVERLOAD'],
    attempts: 2,
    position: 'closed',
    bill: [false, false, 2],
  },
  {
    name: 'events that are no JSON',
    script: twice({ kind: 'garbage' }),
    result: ['transient', 'FAIL_OVERLOAD'],
    attempts: 2,
    position: 'closed',
    bill: [false, true, 2],
  },
];

let world: ModelWorld | undefined;
afterEach(async () => {
  await world?.standIn.close();
  world = undefined;
});

/** The library's first call is slow: it must not be taken for a stall. */
beforeAll(async () => {
  const warm = await startModelWorld();
  await warm.caller.ask(question(), NO_LOCK);
  await warm.standIn.close();
});

describe('every behaviour of the stand-in through the real library', () => {
  it.each(ROWS)('$name: class, breaker, cost and attempts', async (row) => {
    const isStall = row.script.some(({ kind }) => kind === 'stall');
    world = await startModelWorld(isStall ? { stallMs: 500 } : {});
    world.standIn.next(...row.script);
    const breaker = createBreaker(breakerConfig);
    breaker.admit('q', T0);
    const { attempts, result } = await world.caller.ask(question(), NO_LOCK);
    const seen = result.kind === 'message' ? 'message' : [result.failure, result.outcome];
    expect(seen).toStrictEqual(row.result);
    expect(attempts).toHaveLength(row.attempts);
    expect(world.standIn.requests).toHaveLength(row.attempts);

    const retryAfterMs = result.kind === 'failure' ? result.retryAfterMs : null;
    const signal = breakerSignalOf(result, true);
    breaker.end({ questionId: 'q', signal, retryAfterMs, ts: T0 });
    const { position, isHard } = breaker.state();
    expect({ position, isHard }).toStrictEqual({
      position: row.position,
      isHard: row.isHard ?? false,
    });

    const cost = costOfAttempts(attempts);
    expect(
      cost.ok && [cost.value.certain > 0n, cost.value.seen > 0n, cost.value.unbilled],
    ).toStrictEqual(row.bill);
    const hasHeaders = !/before the headers/.test(row.name);
    expect(attempts.every(({ requestId }) => (requestId !== null) === hasHeaders)).toBe(true);
  });

  it('hands over what a rate limit asked for', async () => {
    world = await startModelWorld();
    const limit = { kind: 'error', status: 429, type: 'rate_limit_error' } as const;
    world.standIn.next({ ...limit, retryAfter: '7' });
    world.standIn.next({ ...limit, retryAfter: new Date(T0 + 90_000).toUTCString() });
    const first = await world.caller.ask(question(), NO_LOCK);
    const second = await world.caller.ask(question(), NO_LOCK);
    expect(first.result).toMatchObject({ retryAfterMs: 7_000 });
    expect(second.result).toMatchObject({ retryAfterMs: 90_000 });
  });
});
