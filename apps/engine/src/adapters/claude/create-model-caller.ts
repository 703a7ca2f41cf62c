import type { Anthropic } from '@anthropic-ai/sdk';
import type {
  ModelAttempt,
  ModelRequest,
  ModelResult,
} from '@quarterdeck/core/model/agent/model-call';
import type { Clock, Scheduler } from '../../ports/clock.ts';
import { attemptCall, type AttemptEnd, type AttemptWorld } from './attempt-call.ts';
import { CallCut, type CutReason } from './call-cut.ts';
import { createClient, SENDABLE_KEY } from './create-client.ts';
import { failureOf, type Failure } from './failure.ts';
import { scrubSecrets } from './scrub-secrets.ts';

export interface CallerLog {
  info(fields: object, text: string): void;
  warn(fields: object, text: string): void;
}

export interface ModelCallerOptions {
  readonly apiKey: string;
  readonly baseUrl?: string | undefined;
  readonly clock: Clock;
  readonly scheduler: Scheduler;
  readonly log: CallerLog;
  /** No byte for this long: the attempt is cut. */
  readonly stallMs?: number;
  /** The first included. */
  readonly maxAttempts?: number;
  /** `max_tokens` of the one attempt after an answer was cut off. */
  readonly maxTokensRetry?: number;
  readonly retryPauseMs?: number;
  /** No further attempt when less is left of the deadline. */
  readonly retryMinLeftMs?: number;
  readonly maxAnswerChars?: number;
}

export interface ModelAnswer {
  readonly attempts: ModelAttempt[];
  readonly result: ModelResult;
}

export interface ModelCaller {
  /** Never rejects. `signal` is the lock: it ends the call at once. `onWire` is told of each request that leaves. */
  ask(request: ModelRequest, signal: AbortSignal, onWire?: () => void): Promise<ModelAnswer>;
  /** A new client for a half-open probe; calls under way keep theirs. */
  renew(): void;
}

type Rules = Required<
  Pick<ModelCallerOptions, 'maxAttempts' | 'maxTokensRetry' | 'retryPauseMs' | 'retryMinLeftMs'>
>;

/** One question over all its attempts, inside one deadline. */
class Question {
  readonly #world: AttemptWorld;
  readonly #rules: Rules;
  readonly #request: ModelRequest;
  readonly #tsEnd: number;
  #attemptCut: CallCut | undefined;
  #ended: CutReason | undefined;
  #wake: () => void = () => undefined;
  readonly #attempts: ModelAttempt[] = [];

  constructor(world: AttemptWorld, rules: Rules, request: ModelRequest) {
    this.#world = world;
    this.#rules = rules;
    this.#request = request;
    this.#tsEnd = world.clock.monotonicMs() + request.deadlineMs;
  }

  /** For the deadline and the lock; the attempts after it are not made. */
  end(reason: CutReason): void {
    this.#ended ??= reason;
    this.#attemptCut?.cut(reason);
    this.#wake();
  }

  async run(): Promise<ModelAnswer> {
    let maxTokens = this.#request.maxTokens;
    let transientLeft = 1;
    let sizingLeft = 1;
    for (;;) {
      const end = await this.#attempt(maxTokens);
      if (end.kind === 'message') return this.#answer(end);
      const { failure } = end;
      const isSizing = failure.failure === 'sizing' && sizingLeft-- > 0;
      const isTransient = failure.failure === 'transient' && transientLeft-- > 0;
      if ((!isSizing && !isTransient) || !this.#mayRetry(isSizing)) return this.#fail(failure);
      if (isSizing) maxTokens = Math.max(maxTokens, this.#rules.maxTokensRetry);
      else await this.#pause();
      if (this.#ended !== undefined) {
        return this.#fail(this.#ended === 'cancelled' ? CANCELLED : failure);
      }
    }
  }

  #mayRetry(isSizing: boolean): boolean {
    const leftMs = this.#tsEnd - this.#world.clock.monotonicMs();
    const pauseMs = isSizing ? 0 : this.#rules.retryPauseMs;
    return (
      this.#ended === undefined &&
      this.#attempts.length < this.#rules.maxAttempts &&
      leftMs - pauseMs >= this.#rules.retryMinLeftMs
    );
  }

  async #attempt(maxTokens: number): Promise<AttemptEnd> {
    const cut = new CallCut();
    this.#attemptCut = cut;
    const attempt = this.#attempts.length + 1;
    const end = await attemptCall(this.#world, { request: this.#request, attempt, maxTokens, cut });
    this.#attempts.push(end.record);
    return end;
  }

  async #pause(): Promise<void> {
    const { scheduler } = this.#world;
    await new Promise<void>((resolve) => {
      const timer = scheduler.after(this.#rules.retryPauseMs, resolve);
      this.#wake = () => {
        timer.cancel();
        resolve();
      };
    });
  }

  #answer(end: Extract<AttemptEnd, { kind: 'message' }>): ModelAnswer {
    const { text, stopReason, model, usage, record } = end;
    const { requestId } = record;
    const result = { kind: 'message' as const, text, stopReason, model, requestId, usage };
    return { attempts: this.#attempts, result };
  }

  #fail({ failure, outcome, detail, retryAfterMs }: Failure): ModelAnswer {
    const result = { kind: 'failure' as const, failure, outcome, detail, retryAfterMs };
    return { attempts: this.#attempts, result };
  }
}

const CANCELLED = failureOf('transient', 'VETO_HALT', { detail: 'cancelled' });

const failAtOnce = ({ failure, outcome, detail, retryAfterMs }: Failure): ModelAnswer => ({
  attempts: [],
  result: { kind: 'failure', failure, outcome, detail, retryAfterMs },
});

/** Asks the model over the provider's library. The key reaches the wire and nothing else. */
export function createModelCaller(options: ModelCallerOptions): ModelCaller {
  const { clock, scheduler, log, baseUrl } = options;
  const apiKey = options.apiKey.trim();
  const rules: Rules = {
    maxAttempts: options.maxAttempts ?? 3,
    maxTokensRetry: options.maxTokensRetry ?? 20_000,
    retryPauseMs: options.retryPauseMs ?? 1_000,
    retryMinLeftMs: options.retryMinLeftMs ?? 20_000,
  };
  let client: Anthropic | undefined;

  const world = (onWire: () => void): AttemptWorld => ({
    onWire,
    client: (client ??= createClient(apiKey, baseUrl)),
    clock,
    scheduler,
    apiKey,
    stallMs: options.stallMs ?? 30_000,
    maxAnswerChars: options.maxAnswerChars ?? 200_000,
  });

  const askNow = async (
    request: ModelRequest,
    signal: AbortSignal,
    onWire: () => void,
  ): Promise<ModelAnswer> => {
    const question = new Question(world(onWire), rules, request);
    const cancel = (): void => question.end('cancelled');
    const deadline = scheduler.after(request.deadlineMs, () => question.end('deadline'));
    signal.addEventListener('abort', cancel, { once: true });
    try {
      return await question.run();
    } finally {
      deadline.cancel();
      signal.removeEventListener('abort', cancel);
    }
  };

  return {
    async ask(request, signal, onWire = () => undefined) {
      if (signal.aborted) return failAtOnce(CANCELLED);
      if (!SENDABLE_KEY.test(apiKey)) {
        return failAtOnce(
          failureOf('account', 'FAIL_ACCOUNT', { detail: 'key missing or unusable' }),
        );
      }
      try {
        const answer = await askNow(request, signal, onWire);
        logAnswer(log, answer);
        return answer;
      } catch (error) {
        const detail = scrubSecrets(String(error), apiKey);
        log.warn({ detail }, 'model call broke');
        return failAtOnce(failureOf('bug', 'FAIL_BUG', { detail }));
      }
    },
    renew() {
      client = undefined;
    },
  };
}

function logAnswer(log: CallerLog, { attempts, result }: ModelAnswer): void {
  if (result.kind === 'message') return;
  const { failure, outcome, detail } = result;
  const requestId = attempts.at(-1)?.requestId ?? null;
  log.warn({ failure, outcome, detail, attempts: attempts.length, requestId }, 'model call failed');
}
