import type { AgentBacktestReport } from '@quarterdeck/core/contract/agent/agent-backtest.schema';
import type { SimulatedDesk } from '@quarterdeck/core/desk-contract';
import type { EpochMs } from '@quarterdeck/core/kernel/clock';
import { money, moneyToFloat, type Money } from '@quarterdeck/core/kernel/decimal';
import type { Effect } from '@quarterdeck/core/model/effect';
import type { Usage } from '@quarterdeck/core/model/agent/model-call';
import type { ClosedTrade } from '@quarterdeck/core/model/position';
import { EquityWatch } from '@quarterdeck/core/simulation/backtest/equity-watch';

type BreakerChange = AgentBacktestReport['breaker'][number];

const NO_TOKENS: Usage = {
  inputTokens: 0,
  outputTokens: 0,
  thinkingTokens: 0,
  cacheRead: 0,
  cacheWrite5m: 0,
  cacheWrite1h: 0,
};

function countIn(counts: Map<string, number>, key: string, by = 1): void {
  counts.set(key, (counts.get(key) ?? 0) + by);
}

/** What is counted while a run goes on; everything else is read from the tables afterwards. */
export class RunTally {
  fills = 0;
  questions = 0;
  answers = 0;
  /** US dollars over the limit of the day, at the worst moment; zero: never. */
  worstOverrun = 0;
  readonly trades: ClosedTrade[] = [];
  readonly closedTwice: string[] = [];
  readonly sentTwice: string[] = [];
  readonly sent = new Set<string>();
  readonly openQuestions = new Set<string>();
  readonly alerts = new Map<string, number>();
  readonly denials = new Map<string, number>();
  readonly models = new Set<string>();
  readonly breaker: BreakerChange[] = [];
  readonly tokens = { ...NO_TOKENS };
  readonly equity: EquityWatch;
  readonly #desk: SimulatedDesk;
  readonly #closed = new Set<string>();
  #isMoneyMoving = false;
  #position: BreakerChange['position'] = 'closed';

  constructor(desk: SimulatedDesk, starting: Money, tsStart: EpochMs) {
    this.#desk = desk;
    this.equity = new EquityWatch(starting, tsStart);
  }

  note(effect: Effect, ts: EpochMs): void {
    switch (effect.type) {
      case 'SubmitOrder':
        this.#noteSent(effect.request.clientOrderId);
        return;
      case 'RecordFill':
        this.fills += 1;
        this.#isMoneyMoving = true;
        return;
      case 'RecordTradeClosed':
        this.#noteTrade(effect.trade);
        return;
      case 'RaiseAlert':
        countIn(this.alerts, effect.alert.code);
        return;
      case 'RecordDenial':
        countIn(this.denials, effect.denial.code, effect.denial.count);
        return;
      case 'AskModel':
        this.questions += 1;
        this.openQuestions.add(effect.questionId);
        this.models.add(effect.request.model);
        this.#lookAtAgent(ts);
        return;
      case 'RecordDecision':
        this.#noteDecision(effect.decision, ts);
        return;
      default:
    }
  }

  /** After every input: what equity is worth now. */
  look(ts: EpochMs): void {
    this.equity.moveTo(ts);
    if (!this.#isMoneyMoving) return;
    const { quiet } = this.#desk;
    const equity = quiet.equity();
    if (equity !== undefined) this.equity.see(equity, ts);
    this.#isMoneyMoving = quiet.openCount() > 0;
  }

  #noteSent(clientOrderId: string): void {
    if (this.sent.has(clientOrderId)) this.sentTwice.push(clientOrderId);
    this.sent.add(clientOrderId);
  }

  #noteTrade(trade: ClosedTrade): void {
    const { positionId } = trade;
    if (this.#closed.has(positionId)) this.closedTwice.push(positionId);
    this.#closed.add(positionId);
    this.trades.push(trade);
  }

  #noteDecision(decision: Readonly<Record<string, unknown>>, ts: EpochMs): void {
    const { questionId, attempts } = decision as {
      questionId: string | null;
      attempts: readonly { usage: Usage | null }[];
    };
    if (questionId === null) return;
    this.answers += 1;
    this.openQuestions.delete(questionId);
    for (const { usage } of attempts) this.#addTokens(usage ?? NO_TOKENS);
    this.#lookAtAgent(ts);
  }

  #addTokens(usage: Usage): void {
    for (const name of Object.keys(NO_TOKENS) as (keyof Usage)[]) this.tokens[name] += usage[name];
  }

  #lookAtAgent(ts: EpochMs): void {
    const status = this.#desk.agent?.status();
    if (status === null || status === undefined) return;
    const { position, cause, isHard } = status.breaker;
    if (position !== this.#position) this.breaker.push({ ts, position, cause, isHard });
    this.#position = position;
    const { spent, reserved, limit } = status.budget;
    const over = money(spent) + money(reserved) - money(limit);
    this.worstOverrun = Math.max(this.worstOverrun, moneyToFloat(over as Money));
  }
}
