import type { ModelAttempt, ModelRequest } from '@quarterdeck/core/model/agent/model-call';
import { asSymbolId } from '@quarterdeck/core/kernel/ids';
import { createScriptedAnswerer } from '../../../agent-backtest/answerers/scripted-answerer.ts';
import { createScriptedModel } from '../../../agent-backtest/answerers/scripted-model.ts';
import type { ModelAnswer, ModelCaller } from '../../../adapters/claude/create-model-caller.ts';
import type { VirtualClock } from '../../../adapters/system/virtual-clock.ts';
import type { ModelWire } from '../../../runtime/agent/model-asker.ts';
import type { Storm } from './storm.ts';

const OUTAGES = ['model_silent', 'model_overloaded', 'model_pressed', 'model_garbage'] as const;
type Outage = (typeof OUTAGES)[number];

const FAILURES = {
  model_silent: { failure: 'transient', outcome: 'FAIL_DEADLINE', retryAfterMs: null },
  model_overloaded: { failure: 'transient', outcome: 'FAIL_OVERLOAD', retryAfterMs: null },
  model_pressed: { failure: 'pressure', outcome: 'FAIL_OVERLOAD', retryAfterMs: 15_000 },
} as const;
const STATUS = { model_silent: null, model_overloaded: 529, model_pressed: 429 } as const;
const REFUSED_AFTER_MS = 300;

/** It wants to look again soon: a day of trading is to hold many questions. */
const NEXT_CHECK = /"next_check_s":[\d.]+/;
const LOOK_AGAIN = '"next_check_s":30';

/** What a model says that was not understood. */
const GARBAGE = 'Certainly! I would buy.';

/** A model played by a function of what it is shown, which the storm makes silent, overloaded or confused. */
export class StormModel {
  asked = 0;
  answered = 0;
  readonly #storm: Storm;
  readonly #answerer;
  #symbol;

  constructor(storm: Storm, options: { readonly seed: number; readonly symbol: string }) {
    this.#storm = storm;
    const model = createScriptedModel('random', options.seed);
    this.#answerer = createScriptedAnswerer(
      (text) => model(text).replace(NEXT_CHECK, LOOK_AGAIN),
      options.seed,
    );
    this.#symbol = asSymbolId(options.symbol);
  }

  /** For one life of an engine: its questions end with it. */
  wire(time: VirtualClock): ModelWire {
    const caller: ModelCaller = {
      ask: (request, signal, onWire) => {
        onWire?.();
        return this.#ask(request, { signal, time });
      },
      renew: () => undefined,
    };
    return { caller, scrub: (text) => text };
  }

  async #ask(request: ModelRequest, call: Call): Promise<ModelAnswer> {
    this.asked += 1;
    const outage = this.#storm.chooseGoing(OUTAGES);
    const { answer, afterMs } = await this.#prepare(request, outage, call.time.now());
    const wasHeard = await waited(afterMs, call);
    if (wasHeard) this.answered += 1;
    return wasHeard ? answer : CALLED_OFF;
  }

  async #prepare(request: ModelRequest, outage: Outage | undefined, ts: number) {
    if (outage !== undefined && outage !== 'model_garbage') {
      const afterMs = outage === 'model_silent' ? request.deadlineMs : REFUSED_AFTER_MS;
      return { answer: failureOf(request, outage, { ts, afterMs }), afterMs };
    }
    const questionId = `soak-${this.asked}`;
    const about = { questionId, symbol: this.#symbol, needsFreshClient: false, request };
    const given = await this.#answerer.answer({ type: 'AskModel', ...about }, { ts, tsWall: ts });
    const { attempts, result, latencyMs } = given;
    const said =
      outage === undefined || result.kind === 'failure' ? result : { ...result, text: GARBAGE };
    return { answer: { attempts: [...attempts], result: said }, afterMs: latencyMs };
  }
}

interface Call {
  readonly signal: AbortSignal;
  readonly time: VirtualClock;
}

const CALLED_OFF: ModelAnswer = {
  attempts: [],
  result: {
    kind: 'failure',
    failure: 'transient',
    outcome: 'VETO_HALT',
    detail: 'cancelled',
    retryAfterMs: null,
  },
};

function failureOf(
  request: ModelRequest,
  outage: Exclude<Outage, 'model_garbage'>,
  { ts, afterMs }: { readonly ts: number; readonly afterMs: number },
): ModelAnswer {
  const reason = FAILURES[outage];
  const attempt: ModelAttempt = {
    attempt: 1,
    model: request.model,
    requestId: null,
    tsSent: ts,
    tsEnded: ts + afterMs,
    usage: null,
    status: STATUS[outage],
    end: 'failure',
    failure: reason.failure,
    detail: outage,
  };
  return { attempts: [attempt], result: { kind: 'failure', ...reason, detail: outage } };
}

/** False when the question was called off first. */
function waited(afterMs: number, { signal, time }: Call): Promise<boolean> {
  return new Promise((resolve) => {
    if (signal.aborted) {
      resolve(false);
      return;
    }
    const timer = time.after(afterMs, () => {
      resolve(true);
    });
    signal.addEventListener(
      'abort',
      () => {
        timer.cancel();
        resolve(false);
      },
      { once: true },
    );
  });
}
