import { createHash } from 'node:crypto';
import { agentConfigSchema } from '@quarterdeck/core/contract/agent/config/agent.schema';
import {
  decisionRecordSchema,
  type DecisionRecord,
} from '@quarterdeck/core/contract/agent/decision-record.schema';
import type { AgentSetup, DeskOptions } from '@quarterdeck/core/desk-contract';
import { createRng, type Rng } from '@quarterdeck/core/kernel/rng';
import type { AgentOutbound } from '@quarterdeck/core/model/agent/agent-effect';
import type { ModelAttempt, ModelResult } from '@quarterdeck/core/model/agent/model-call';
import type { RestoredState } from '@quarterdeck/core/model/restored';
import type { ScriptedTrader } from '../venues/anthropic/scripted-traders.ts';
import { AgentStateTable } from './agent-state.ts';
import { DeskHarness } from './desk-harness.ts';
import { BTC, FRESH, YEN } from './desk-world.ts';

const digest = (text: string): string => createHash('sha256').update(text).digest('hex');

/** A gate that opens often, on bars that are soon there. */
export function agentSetup(
  config: Partial<Record<string, unknown>> = {},
  changes: Partial<AgentSetup> = {},
): AgentSetup {
  const parsed = agentConfigSchema.parse({
    symbols: [BTC],
    timeframes_ms: [1_000, 5_000],
    signal_timeframe_ms: 5_000,
    gate: {
      timer: { min_s: 10, max_s: 60 },
      candle: { timeframes_ms: [], min_interval_s: 60 },
      budget: { min_pause_s: 5, max_per_hour: 400, reserved_per_hour: 10 },
    },
    ...config,
  });
  return {
    config: parsed,
    symbols: [BTC],
    modelAbsence: '',
    makerFeeBps: 0,
    takerFeeBps: 10,
    wallShiftMs: Date.UTC(2026, 10, 21) - Date.UTC(2026, 0, 5, 12),
    sdkVersion: 'test',
    configHash: digest(JSON.stringify(parsed)),
    digest,
    ...changes,
  };
}

type Ask = Extract<AgentOutbound, { type: 'AskModel' }>;

export interface Reply {
  readonly attempts: readonly ModelAttempt[];
  readonly result: ModelResult;
}

const usage = {
  inputTokens: 900,
  outputTokens: 300,
  thinkingTokens: 100,
  cacheRead: 3_000,
  cacheWrite5m: 200,
  cacheWrite1h: 0,
};

/** A whole message as the adapter reports it. */
export function replyWith(text: string, ask: Ask, tsWall: number): Reply {
  const { model } = ask.request;
  const attempt: ModelAttempt = {
    attempt: 1,
    model,
    requestId: `req_${ask.questionId}`,
    tsSent: tsWall,
    tsEnded: tsWall + 1,
    usage,
    status: 200,
    end: 'message',
    failure: null,
    detail: '',
  };
  const message = { kind: 'message', text, stopReason: 'end_turn', model } as const;
  return { attempts: [attempt], result: { ...message, requestId: attempt.requestId, usage } };
}

/** A desk with an agent, a market that wanders by a seed, and a model that a function plays. */
export class AgentWorld {
  readonly harness: DeskHarness;
  readonly setup: AgentSetup;
  /** Undefined: no answer ever comes. */
  answer: (ask: Ask, tsWall: number) => Reply | undefined;
  latencyMs = 700;
  mid = 100;
  drift = 0;
  readonly #rng: Rng;
  #seen = 0;
  #due: { ts: number; ask: Ask; reply: Reply }[] = [];

  constructor(
    given: {
      readonly trader?: ScriptedTrader;
      readonly setup?: AgentSetup;
      readonly seed?: number;
      readonly desk?: Partial<DeskOptions>;
      readonly restored?: RestoredState;
    } = {},
  ) {
    const { trader, setup = agentSetup(), seed = 1, desk = {}, restored = FRESH } = given;
    this.setup = setup;
    this.#rng = createRng(seed);
    this.answer = (ask, tsWall) => trader && replyWith(trader(ask.request.freshText), ask, tsWall);
    this.harness = new DeskHarness({ strategies: [], agent: setup, ...desk }, restored);
  }

  /** Lets the market wander for so many seconds, a quote twice a second; answers come when they are due. */
  wander(seconds: number): void {
    for (let step = 0; step < seconds * 2; step += 1) {
      this.mid = Math.max(20, this.mid * (1 + this.drift + this.#rng.gaussian() * 0.000_4));
      this.quote(this.mid);
      this.pass(500);
    }
  }

  quote(mid: number): void {
    const half = mid * 0.000_05;
    this.harness.quote(YEN, '150.000', '150.010');
    this.harness.quote(BTC, (mid - half).toFixed(2), (mid + half).toFixed(2));
    this.#hearQuestions();
  }

  pass(ms: number): void {
    const until = this.harness.ts + ms;
    for (;;) {
      this.#due.sort((one, two) => one.ts - two.ts);
      const [next] = this.#due;
      if (next === undefined || next.ts > until) break;
      this.#due.shift();
      this.harness.pass(next.ts - this.harness.ts);
      const { questionId } = next.ask;
      this.harness.tell({ type: 'ModelAnswered', questionId, ...next.reply });
      this.#hearQuestions();
    }
    this.harness.pass(until - this.harness.ts);
    this.#hearQuestions();
  }

  /** Rows of the journal, their shape checked: nobody does on their way into the tables. */
  decisions(): DecisionRecord[] {
    return this.harness
      .of('RecordDecision')
      .map(({ decision }) => decisionRecordSchema.parse(decision));
  }

  outcomes(): string[] {
    return this.decisions().map(({ outcome }) => outcome);
  }

  asks(): Ask[] {
    return this.harness.of('AskModel');
  }

  agentState(): string | undefined {
    const table = new AgentStateTable();
    for (const record of this.harness.of('RecordAgentState')) table.store(record);
    return table.read();
  }

  #hearQuestions(): void {
    const asks = this.asks();
    for (const ask of asks.slice(this.#seen)) {
      const reply = this.answer(ask, this.harness.ts + this.setup.wallShiftMs);
      if (reply !== undefined) this.#due.push({ ts: this.harness.ts + this.latencyMs, ask, reply });
    }
    this.#seen = asks.length;
  }
}
