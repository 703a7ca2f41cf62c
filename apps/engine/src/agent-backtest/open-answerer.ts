import { createModelCaller } from '../adapters/claude/create-model-caller.ts';
import type { Logger } from '../api/fault-reporter.ts';
import type { Clock, Scheduler } from '../ports/clock.ts';
import { modelAddress, refusalOfAddress } from '../runtime/agent/model-address.ts';
import type { Outside } from '../runtime/environment.ts';
import { AgentBacktestError } from './agent-backtest-error.ts';
import type { Answerer } from './answerers/answerer.ts';
import { createApiAnswerer } from './answerers/api-answerer.ts';
import { createRecordedAnswerer } from './answerers/recorded-answerer.ts';
import { createScriptedAnswerer } from './answerers/scripted-answerer.ts';
import { createScriptedModel } from './answerers/scripted-model.ts';
import type { ModelChoice } from './model-choice.ts';
import type { PreparedAgentRun } from './prepare-agent-run.ts';
import { readRecording } from './read-recording.ts';

export interface AnswererWorld {
  readonly outside: Outside;
  readonly clock: Clock;
  readonly scheduler: Scheduler;
  readonly logger: Logger;
  /** Ends the call that is under way. */
  readonly signal: AbortSignal;
}

function openApi({ desk }: PreparedAgentRun, world: AnswererWorld): Answerer {
  const { outside, clock, scheduler, logger, signal } = world;
  const { model: config } = desk.agent.config;
  const apiKey = outside.secrets.modelKey;
  if (apiKey === undefined) throw new AgentBacktestError('no ANTHROPIC_API_KEY is set');
  const baseUrl = modelAddress(outside.modelBaseUrl, config.base_url);
  const refusal = refusalOfAddress(baseUrl);
  if (refusal !== '') throw new AgentBacktestError(refusal);
  const caller = createModelCaller({
    apiKey,
    baseUrl,
    clock,
    scheduler,
    log: logger,
    stallMs: config.stall_ms,
    maxAttempts: config.max_attempts,
    maxTokensRetry: config.max_tokens_retry,
    retryPauseMs: config.retry_pause_ms,
    retryMinLeftMs: config.retry_min_left_ms,
    maxAnswerChars: config.max_answer_chars,
  });
  return createApiAnswerer(caller, clock, signal);
}

/** Whoever answers this run. AgentBacktestError where nobody can. */
export function openAnswerer(
  choice: ModelChoice,
  prepared: PreparedAgentRun,
  world: AnswererWorld,
): Answerer {
  switch (choice.kind) {
    case 'scripted':
      return createScriptedAnswerer(createScriptedModel(choice.name, choice.seed), choice.seed);
    case 'recorded':
      return createRecordedAnswerer(readRecording(choice.source));
    case 'api':
      return openApi(prepared, world);
  }
}
