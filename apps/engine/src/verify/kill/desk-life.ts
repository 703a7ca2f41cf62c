import { createRng } from '@quarterdeck/core/kernel/rng';
import type { Clock, Scheduler } from '../../ports/clock.ts';
import { noFailpoint, type Failpoint } from '../../runtime/failpoints.ts';
import { drillMarket } from '../drill/drill-market.ts';
import { ProofEngine, type ProofWire } from '../engine/proof-engine.ts';
import { listAskedIds, noteAsked, readAsked } from './asked-commands.ts';
import { KILL_INSTRUMENTS, killDesk } from './kill-desk.ts';
import { LockOperator } from './lock-operator.ts';

/** A Monday noon, far from the roll of a day. */
const TS_FIRST_LIFE = Date.UTC(2026, 0, 5, 12);
/** Longer than any life: each begins behind everything that happened in the one before. */
const LIFE_MS = 3_600_000;
/** Longer than a quote stays away from another: orders and fills are on their way all the time. */
const LATENCY_MS = 10;
const TICK_MS = 20;
/** Behind the time after which an order that the venue does not know is believed never to have left. */
const SETTLE_S = 30;
/** Inputs from one lock to the next, and how many of them it stands. */
const LOCK_EACH = 9;
const LOCKED_FOR = 3;
const FLATTEN_TICKS = 250;

export interface DeskLifeOptions {
  readonly folder: string;
  readonly seed: number;
  /** How many lives there were in the folder before this one. */
  readonly life: number;
  readonly machine: Pick<Clock, 'monotonicMs'>;
  readonly scheduler: Pick<Scheduler, 'yield'>;
  /** True ends what is going on early. */
  readonly isAborted: () => boolean;
  readonly failpoint?: Failpoint;
}

/** One process' time with a data folder: it comes up with what stands there, trades, and may die at any point. */
export class DeskLife {
  readonly engine: ProofEngine;
  readonly operator: LockOperator;
  readonly #options: DeskLifeOptions;
  readonly #tsStart: number;

  constructor(options: DeskLifeOptions) {
    const { folder, seed, life, machine, failpoint = noFailpoint } = options;
    this.#options = options;
    this.#tsStart = TS_FIRST_LIFE + life * LIFE_MS;
    const desk = killDesk();
    const tsStart = this.#tsStart;
    this.engine = new ProofEngine({
      ...{ folder, desk, seed, tsStart, machine, failpoint },
      latencyMs: LATENCY_MS,
      wrapWire: answerLater,
    });
    this.operator = new LockOperator({ engine: this.engine, folder, failpoint, life });
    this.#noteOpened();
  }

  /** No market: what was on its way arrives, what is in doubt is asked for. */
  async settle(seconds = SETTLE_S): Promise<void> {
    for (let second = 0; second < seconds && !this.#options.isAborted(); second += 1) {
      this.engine.runTo(this.engine.time.now() + 1_000);
      await this.#breathe();
    }
  }

  /** The drill market at full speed, with a lock now and then; `onInput` hears of each step. */
  async trade(ticks: number, onInput?: (step: number) => void): Promise<void> {
    if (this.operator.isLocked) this.operator.unlock();
    const rng = createRng(this.#options.seed).fork('locks');
    let step = 0;
    for (const input of this.#market(ticks)) {
      this.engine.deliver(input);
      await this.#breathe();
      step += 1;
      if (step % LOCK_EACH === 0) this.operator.lock(rng.next() < 0.5 ? 'lock' : 'freeze');
      if (step > LOCK_EACH && step % LOCK_EACH === LOCKED_FOR) this.operator.unlock();
      onInput?.(step);
      if (this.#options.isAborted()) return;
    }
  }

  /** Closes everything under the lock while the market goes on; false when it was not flat by the end of it. */
  async flatten(): Promise<boolean> {
    const isFlat = (): boolean => this.engine.core.view.flatten.phase === 'flat';
    this.operator.flatten();
    for (const input of this.#market(FLATTEN_TICKS)) {
      if (isFlat() || this.#options.isAborted()) break;
      this.engine.deliver(input);
      await this.#breathe();
    }
    return isFlat();
  }

  async close(): Promise<void> {
    await this.engine.close();
  }

  #market(ticks: number) {
    const { seed } = this.#options;
    const tsStart = this.engine.time.now() + TICK_MS;
    return drillMarket({
      ...{ seed: seed + (tsStart - TS_FIRST_LIFE), tsStart, ticks },
      instruments: KILL_INSTRUMENTS,
      intervalMs: TICK_MS,
    });
  }

  /** Answers of the venue arrive. */
  async #breathe(): Promise<void> {
    await this.#options.scheduler.yield();
    this.engine.ensureSound();
  }

  #noteOpened(): void {
    const { folder, life } = this.#options;
    const { memory } = this.engine.storage;
    const answered = listAskedIds(readAsked(folder)).filter(
      (commandId) => memory.findReceipt(commandId) !== undefined,
    );
    const { level } = this.engine.core.view.lock;
    noteAsked(folder, { type: 'opened', life, level, answered });
  }
}

/** A venue whose answers come as promises, as those of a real one do: symbols queue behind their own orders. */
function answerLater(wire: ProofWire): ProofWire {
  return {
    submit: (request) => Promise.resolve(wire.submit(request)),
    cancel: (clientOrderId, symbol) => Promise.resolve(wire.cancel(clientOrderId, symbol)),
    queryOrder: (clientOrderId, symbol) => Promise.resolve(wire.queryOrder(clientOrderId, symbol)),
    snapshot: (afterTradeId) => Promise.resolve(wire.snapshot(afterTradeId)),
  };
}
