import {
  createModelCaller,
  type ModelCallerOptions,
} from '../../../apps/engine/src/adapters/claude/create-model-caller.ts';
import { systemScheduler } from '../../../apps/engine/src/adapters/system/system-scheduler.ts';
import type { ModelRequest } from '@quarterdeck/core/model/agent/model-call';
import { AnthropicStandIn, STAND_IN_KEY } from '../../venues/anthropic/stand-in.ts';

export const T0 = Date.parse('2026-11-21T12:00:00Z');

export const question = (over: Partial<ModelRequest> = {}): ModelRequest => ({
  model: 'claude-opus-5-5',
  effort: 'medium',
  maxTokens: 2_000,
  deadlineMs: 20_000,
  staticText: 'rules '.repeat(600),
  slowText: 'mandate '.repeat(200),
  freshText: '{"symbol":"BTC/USDT","trend":0.4}',
  schema: { type: 'object', properties: { action: { type: 'string' } } },
  ...over,
});

export interface LogLine {
  readonly fields: object;
  readonly text: string;
}

/** Real sockets and real timers, but short ones; the time of day stands at T0. */
export async function startModelWorld(over: Partial<ModelCallerOptions> = {}) {
  const standIn = await new AnthropicStandIn({ now: () => T0 }).start();
  const lines: LogLine[] = [];
  const keep = (fields: object, text: string): void => void lines.push({ fields, text });
  const caller = createModelCaller({
    apiKey: STAND_IN_KEY,
    baseUrl: standIn.baseUrl,
    clock: { now: () => T0, monotonicMs: () => performance.now() },
    scheduler: systemScheduler,
    log: { info: keep, warn: keep },
    stallMs: 20_000,
    retryPauseMs: 5,
    retryMinLeftMs: 20,
    maxTokensRetry: 4_000,
    maxAnswerChars: 50_000,
    ...over,
  });
  return { standIn, caller, lines };
}

export type ModelWorld = Awaited<ReturnType<typeof startModelWorld>>;
export const NO_LOCK = new AbortController().signal;
