import type { ModelConfig } from '@quarterdeck/core/contract/agent/config/model.schema';
import { createModelCaller } from '../../adapters/claude/create-model-caller.ts';
import { scrubSecrets } from '../../adapters/claude/scrub-secrets.ts';
import type { Logger } from '../../api/fault-reporter.ts';
import type { Clock, Scheduler } from '../../ports/clock.ts';
import { modelAddress } from './model-address.ts';
import type { ModelWire } from './model-asker.ts';

export interface ModelWireOptions {
  readonly config: ModelConfig;
  readonly apiKey: string;
  /** Of the environment. */
  readonly baseUrl: string | undefined;
  /** Attempts are told in the provider's time, a tape's desk in its own. */
  readonly wall: Clock;
  readonly scheduler: Scheduler;
  readonly logger: Logger;
}

/** No connection is made before the first question. */
export function openModelWire(options: ModelWireOptions): ModelWire {
  const { config, apiKey, baseUrl, wall, scheduler, logger } = options;
  const caller = createModelCaller({
    apiKey,
    baseUrl: modelAddress(baseUrl, config.base_url),
    clock: wall,
    scheduler,
    log: logger,
    stallMs: config.stall_ms,
    maxAttempts: config.max_attempts,
    maxTokensRetry: config.max_tokens_retry,
    retryPauseMs: config.retry_pause_ms,
    retryMinLeftMs: config.retry_min_left_ms,
    maxAnswerChars: config.max_answer_chars,
  });
  return { caller, scrub: (text) => scrubSecrets(text, apiKey) };
}
