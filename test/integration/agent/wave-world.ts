import type { ModelAttempt, ModelResult } from '@quarterdeck/core/model/agent/model-call';
import { formatUnits, price, ZERO_QTY } from '@quarterdeck/core/kernel/decimal';
import { asStrategyId } from '@quarterdeck/core/kernel/ids';
import { createReplaySteps } from '@quarterdeck/core/decision/agent/replay-steps';
import { replayRecord } from '@quarterdeck/core/decision/journal/replay-record';
import type { Candle } from '@quarterdeck/core/model/candle';
import { agentSetup, AgentWorld } from '../../support/agent-world.ts';
import { BTC } from '../../support/desk-world.ts';

export const CLAUDE = asStrategyId('claude');
export const RULES = asStrategyId('claude_rules');

/** One short timeframe, and a question every twenty seconds at the latest. */
export const quickSetup = (
  config: Record<string, unknown> = {},
  changes: Parameters<typeof agentSetup>[1] = {},
) =>
  agentSetup(
    {
      timeframes_ms: [1_000],
      signal_timeframe_ms: 1_000,
      gate: quickGate(),
      ...config,
    },
    changes,
  );

export const quickGate = (changes: Record<string, unknown> = {}) => ({
  timer: { min_s: 5, max_s: 20 },
  candle: { timeframes_ms: [], min_interval_s: 60 },
  budget: { min_pause_s: 1, max_per_hour: 900, reserved_per_hour: 10 },
  ...changes,
});

/** Goes up and down by as much as pays for a trade, and ends where it began. */
export const WAVE = [100, 100.3, 100.6, 100.3, 100, 99.7, 99.4, 99.7] as const;

const steps = createReplaySteps();

/** What comes out otherwise when the journal's rows are worked out again; nothing should. */
export const replayDifferences = (world: AgentWorld) =>
  world.decisions().flatMap((row) => {
    const difference = replayRecord(row, steps);
    return difference === undefined ? [] : [{ decisionId: row.decisionId, ...difference }];
  });

/** A desk with an agent in a market that swings; an answer comes before the next quote. */
export class WaveWorld extends AgentWorld {
  override latencyMs = 300;
  readonly history: Candle[] = [];
  #steps = 0;

  /** Another process on the same tables and the same venue, with what the agent had stored and the bars of the past. */
  restart(): void {
    const { tables } = this.harness;
    const agentState = this.agentState();
    const restored = {
      ...tables.restored(),
      ...(agentState === undefined ? {} : { agentState }),
      history: this.history,
    };
    tables.restored = () => restored;
    this.harness.restart();
    delete (tables as Partial<typeof tables>).restored;
  }

  /** Two quotes a second. */
  wave(seconds: number): void {
    for (let step = 0; step < seconds * 2; step += 1) {
      const mid = WAVE[this.#steps % WAVE.length] ?? 100;
      this.#noteBar(mid);
      this.quote(mid);
      this.#steps += 1;
      this.pass(500);
    }
  }

  /** A bar of the half seconds it is made of; the spread is within a tick, so that the mid is the price. */
  #noteBar(mid: number): void {
    const { ts } = this.harness;
    const tsOpen = Math.floor(ts / 1_000) * 1_000;
    const [bid, ask] = [mid * 0.999_95, mid * 1.000_05].map((side) => Number(side.toFixed(2)));
    const at = price((Math.floor(((bid ?? 0) + (ask ?? 0)) * 50 + 1e-6) / 100).toFixed(2));
    const last = this.history.at(-1);
    if (last?.tsOpen === tsOpen) {
      const high = at > last.high ? at : last.high;
      this.history[this.history.length - 1] = {
        ...last,
        high,
        low: at < last.low ? at : last.low,
        close: at,
        ticks: last.ticks + 1,
      };
      return;
    }
    const bar = { symbol: BTC, timeframeMs: 1_000, tsOpen, open: at, high: at, low: at, close: at };
    this.history.push({ ...bar, volume: ZERO_QTY, ticks: 1 });
  }

  /** Until something has come true, five minutes at the most. */
  waveUntil(isDone: () => boolean): void {
    for (let step = 0; step < 600 && !isDone(); step += 1) this.wave(0.5);
    if (!isDone()) throw new Error('five minutes were not enough');
  }

  waveUntilAsked(times: number): ReturnType<AgentWorld['asks']>[number] {
    this.waveUntil(() => this.asks().length >= times);
    const ask = this.asks()[times - 1];
    if (ask === undefined) throw new Error('not asked');
    return ask;
  }

  tellAnswer(
    questionId: string,
    result: ModelResult,
    attempts: readonly ModelAttempt[] = [],
  ): void {
    this.harness.tell({ type: 'ModelAnswered', questionId, attempts, result });
  }

  lock(level: 'lock' | 'freeze' = 'lock'): void {
    this.harness.tell({ type: 'TradingLocked', level, reason: 'a test', by: 'operator' });
  }

  unlock(): void {
    this.harness.tell({ type: 'TradingUnlocked', reason: 'a test', by: 'operator' });
  }

  switch(strategyId: typeof CLAUDE, to: 'on' | 'manage-only' | 'off'): void {
    const switches = { entry_enabled: to === 'on', exit_enabled: to !== 'off' };
    this.harness.tell({
      type: 'StrategySwitched',
      strategyId,
      ...switches,
      memo: '',
      by: 'operator',
    });
  }

  /** How many decisions were written; without reading them. */
  get rows(): number {
    return this.harness.of('RecordDecision').length;
  }

  alerts(): string[] {
    return this.harness.of('RaiseAlert').map(({ alert }) => alert.code);
  }

  /** By the venue's own book, signed. */
  venueNet(): string {
    const { positions } = this.harness.venue.snapshot(this.harness.ts);
    return formatUnits(positions.find(({ symbol }) => symbol === 'BTC/USDT')?.qty ?? (0n as never));
  }

  entries(): number {
    return this.harness.of('SubmitOrder').filter(({ purpose }) => purpose === 'entry').length;
  }
}
