import type { MessageBatchResult } from '@anthropic-ai/sdk/resources/messages/batches';
import type { AgentOutcome } from '@quarterdeck/core/model/agent/decision';
import type { FailureClass, ModelRequest, Usage } from '@quarterdeck/core/model/agent/model-call';
import { buildParams } from './build-params.ts';
import { kindOfType } from './classify-error.ts';
import { readMessage } from './read-message.ts';
import { readUsage } from './read-usage.ts';
import { scrubSecrets } from './scrub-secrets.ts';

/** One question of a batch, by an id of the caller's: letters, digits, dash and underscore, 64 at most. */
export interface BatchQuestion {
  readonly customId: string;
  readonly request: ModelRequest;
}

export type BatchAnswer =
  | {
      readonly kind: 'message';
      readonly text: string;
      readonly stopReason: string;
      readonly model: string;
      readonly usage: Usage;
    }
  | {
      readonly kind: 'failure';
      readonly failure: FailureClass;
      readonly outcome: AgentOutcome;
      readonly detail: string;
      /** Of a message that came and was not usable; null where nothing was billed. */
      readonly usage: Usage | null;
    }
  /** Taken back before it was asked. */
  | { readonly kind: 'cancelled' };

type Params = ReturnType<typeof buildParams>;

/**
 * A batch may take an hour, so five minutes of cache would be written and never read. The hour pays only where a second
 * question can read what the first one wrote.
 */
export function buildBatchParams(request: ModelRequest, isCached: boolean): Params {
  const params = buildParams(request, request.maxTokens);
  if (!Array.isArray(params.system)) return params;
  const system = params.system.map(({ cache_control: cached, ...block }) =>
    isCached && cached?.ttl === '1h' ? { ...block, cache_control: cached } : block,
  );
  return { ...params, system };
}

function erroredAnswer(type: string, text: string): BatchAnswer {
  const [failure, outcome] = kindOfType(type);
  return { kind: 'failure', failure, outcome, detail: text, usage: null };
}

/** What one line of the results says; a kind of result that nobody knows is a failure, never an answer. */
export function readBatchResult(result: MessageBatchResult, apiKey: string): BatchAnswer {
  switch (result.type) {
    case 'succeeded': {
      const { message } = result;
      const usage = readUsage(message.usage);
      const read = readMessage(message);
      if (read.ok) return { kind: 'message', ...spoken(read), model: message.model, usage };
      const { failure, outcome, detail } = read.failure;
      return { kind: 'failure', failure, outcome, detail, usage };
    }
    case 'errored': {
      const { type, message } = result.error.error;
      return erroredAnswer(type, scrubSecrets(`${type}: ${message}`, apiKey));
    }
    case 'canceled':
      return { kind: 'cancelled' };
    case 'expired': {
      const rest = { detail: 'expired before it was asked', usage: null };
      return { kind: 'failure', failure: 'transient', outcome: 'FAIL_DEADLINE', ...rest };
    }
    default:
      return erroredAnswer(
        'invalid_request_error',
        'a result of a kind this program does not know',
      );
  }
}

const spoken = ({ text, stopReason }: { text: string; stopReason: string }) => ({
  text,
  stopReason,
});
