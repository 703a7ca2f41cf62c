import type { AgentOutbound } from '@quarterdeck/core/model/agent/agent-effect';
import type { AgentEventBody } from '@quarterdeck/core/model/agent/agent-event';
import type { ModelResult } from '@quarterdeck/core/model/agent/model-call';
import type { ModelAnswer, ModelCaller } from '../../adapters/claude/create-model-caller.ts';
import type { Logger } from '../../api/fault-reporter.ts';
import type { Clock, Scheduler } from '../../ports/clock.ts';

/** The way to the model, where there is one. */
export interface ModelWire {
  readonly caller: ModelCaller;
  /** Takes the key out of a text. */
  readonly scrub: (text: string) => string;
}

export interface ModelAskerOptions {
  /** Undefined: no key, so nobody is asked. */
  readonly wire: ModelWire | undefined;
  readonly dispatch: (body: AgentEventBody) => void;
  readonly scheduler: Scheduler;
  readonly clock?: Pick<Clock, 'monotonicMs'>;
  /** From the event behind a question to its first request on the wire. */
  readonly observeAsked?: (elapsedMs: number) => void;
  readonly logger: Logger;
}

type Asking = Extract<AgentOutbound, { type: 'AskModel' }>;
type Failed = Extract<ModelResult, { kind: 'failure' }>;

interface Question {
  readonly abort: AbortController;
  readonly done: Promise<void>;
}

const failed = (
  reason: Pick<Failed, 'failure' | 'outcome' | 'detail'>,
): { readonly attempts: []; readonly result: ModelResult } => ({
  attempts: [],
  result: { kind: 'failure', ...reason, retryAfterMs: null },
});

const CANCELLED = failed({ failure: 'transient', outcome: 'VETO_HALT', detail: 'cancelled' });
const NOBODY = failed({
  failure: 'account',
  outcome: 'FAIL_ACCOUNT',
  detail: 'no model can be asked',
});

/** A call that was cut answers at once; one that does not is answered for. */
const STOP_MS = 1_000;
/** An answer may make the desk ask once more; the third time nobody listens. */
const STOP_ROUNDS = 3;

/** Puts the desk's questions to the model and its answers before the desk: one answer a question, whatever happens. */
export class ModelAsker {
  readonly #options: ModelAskerOptions;
  readonly #open = new Map<string, Question>();
  #state: 'open' | 'stopping' | 'closed' = 'open';

  constructor(options: ModelAskerOptions) {
    this.#options = options;
  }

  get isIdle(): boolean {
    return this.#open.size === 0;
  }

  /** Never throws; the answer comes later, never within the call. */
  execute(effect: AgentOutbound, startedMs = 0): void {
    if (effect.type === 'CallOffQuestion') this.#open.get(effect.questionId)?.abort.abort();
    else this.#ask(effect, startedMs);
  }

  /** Calls off what is open and returns when the desk has every answer. */
  async stop(): Promise<void> {
    if (this.#state !== 'open') return;
    this.#state = 'stopping';
    for (let round = 0; round < STOP_ROUNDS && !this.isIdle; round += 1) await this.#callOff();
    this.#state = 'closed';
  }

  /** After a fault: the desk takes nothing any more. */
  halt(): void {
    this.#state = 'closed';
    for (const { abort } of this.#open.values()) abort.abort();
    this.#open.clear();
  }

  async #callOff(): Promise<void> {
    const open = [...this.#open];
    for (const [, { abort }] of open) abort.abort();
    const { scheduler } = this.#options;
    let giveUp: () => void = () => undefined;
    const patience = new Promise<void>((resolve) => (giveUp = resolve));
    const timer = scheduler.after(STOP_MS, giveUp);
    await Promise.race([Promise.all(open.map(([, { done }]) => done)), patience]);
    timer.cancel();
    for (const [questionId, question] of open) this.#answer(questionId, question, CANCELLED);
  }

  #ask(asking: Asking, startedMs: number): void {
    const { questionId } = asking;
    if (this.#state === 'closed') return;
    if (this.#open.has(questionId)) {
      this.#options.logger.error({ questionId }, 'the same question twice: asked once');
      return;
    }
    const abort = new AbortController();
    const { clock, observeAsked } = this.#options;
    let isOnWire = false;
    const onWire = (): void => {
      // A second attempt says nothing about our own time.
      if (clock !== undefined && !isOnWire) observeAsked?.(clock.monotonicMs() - startedMs);
      isOnWire = true;
    };
    const call = { signal: abort.signal, onWire };
    const answered = this.#state === 'open' ? this.#call(asking, call) : CANCELLED;
    const done = Promise.resolve(answered).then((answer) => {
      this.#answer(questionId, question, answer);
    });
    const question: Question = { abort, done };
    this.#open.set(questionId, question);
  }

  async #call(
    { request, needsFreshClient }: Asking,
    { signal, onWire }: { readonly signal: AbortSignal; readonly onWire: () => void },
  ): Promise<ModelAnswer> {
    const { wire, logger } = this.#options;
    if (wire === undefined) return NOBODY;
    try {
      if (needsFreshClient) wire.caller.renew();
      return await wire.caller.ask(request, signal, onWire);
    } catch (error) {
      const detail = wire.scrub(error instanceof Error ? error.message : String(error));
      logger.error({ detail }, 'a question to the model broke');
      return failed({ failure: 'bug', outcome: 'FAIL_BUG', detail });
    }
  }

  /** Whoever comes first, the call or our patience, answers; the other finds the question gone. */
  #answer(questionId: string, question: Question, { attempts, result }: ModelAnswer): void {
    if (this.#open.get(questionId) !== question) return;
    this.#open.delete(questionId);
    this.#options.dispatch({ type: 'ModelAnswered', questionId, attempts, result });
  }
}
