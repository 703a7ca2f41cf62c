import type { QuarterdeckConfig } from '@quarterdeck/core/contract/config.schema';
import type { Research } from '../../research/open-research.ts';
import type { Logger } from '../../api/fault-reporter.ts';
import type { Clock, Scheduler } from '../../ports/clock.ts';
import type { Outside } from '../environment.ts';
import type { Failpoint } from '../failpoints.ts';
import type { MarketSide } from '../market/market-side.ts';
import { EngineProcess } from './engine-process.ts';
import type { Doors } from './open-doors.ts';
import type { Storage } from './open-storage.ts';
import type { Configuration } from './read-configuration.ts';
import { StartError, type ExitCode } from './start-options.ts';
import { waitUntil } from './wait-until.ts';

export interface EngineRunOptions {
  readonly storage: Storage;
  readonly market: MarketSide;
  readonly research: Pick<Research, 'close'>;
  readonly config: QuarterdeckConfig;
  readonly loadConfig: Configuration['load'];
  readonly outside: Outside;
  readonly version: string;
  readonly wall: Clock;
  readonly scheduler: Scheduler;
  readonly failpoint: Failpoint;
  readonly logger: Logger;
  readonly print: (line: string) => void;
}

const RECONCILE_WAIT_MS = 5_000;
const DRAIN_MS = 5_000;
/** After the last input of a tape, so that what was on its way arrives. */
const TAPE_DRAIN_MS = 1_000;

/** One run of the engine from its first event to the last: how it begins, how it ends, and why. */
export class EngineRun {
  readonly engine: EngineProcess;
  readonly ended: Promise<ExitCode>;
  readonly marketEnded: Promise<void>;
  readonly #options: EngineRunOptions;
  #doors: Doors | undefined;
  #settleEnded: (code: ExitCode) => void = () => undefined;
  #settleMarket: () => void = () => undefined;
  #stopping: Promise<void> | undefined;
  #exitCode: ExitCode = 0;
  #hasTapeEnded = false;

  constructor(options: EngineRunOptions) {
    this.#options = options;
    this.ended = new Promise((resolve) => (this.#settleEnded = resolve));
    this.marketEnded = new Promise((resolve) => (this.#settleMarket = resolve));
    this.engine = new EngineProcess({
      ...options,
      url: () => this.#doors?.front.url ?? '',
      onFault: (error) => this.#fault(error),
      onMarketEnded: (failure) => this.#marketEnded(failure),
    });
    this.engine.core.startDesk();
  }

  describeState(): string {
    const { view } = this.engine.core;
    const lock = view.lock.level === 'none' ? 'unlocked' : `locked (${view.lock.reason})`;
    return `${view.positions().length} positions, ${view.totals.fills} fills, ${lock}`;
  }

  /** False when the venue has not answered in time; entries wait by themselves. Throws StartError after a fault. */
  async reconcile(): Promise<boolean> {
    const { core } = this.engine;
    const isDone = await waitUntil(
      () => core.dispatcher.isFaulted || core.view.phase === 'running',
      {
        clock: this.#options.wall,
        scheduler: this.#options.scheduler,
        timeoutMs: RECONCILE_WAIT_MS,
        meanwhile: () => this.#pump(),
      },
    );
    if (core.dispatcher.isFaulted) throw new StartError('the desk cannot start on what is stored');
    return isDone;
  }

  begin(doors: Doors): void {
    this.#doors = doors;
    this.engine.supervisor.start();
  }

  /** A start that did not get as far as `begin`. */
  async abandon(): Promise<void> {
    this.engine.core.asker.halt();
    this.engine.core.questions.stop();
    this.engine.core.dispatcher.stop();
    this.engine.close();
    await this.engine.core.session.journal.close();
  }

  stop(): Promise<void> {
    this.#stopping ??= this.#stop();
    return this.#stopping;
  }

  async #stop(): Promise<void> {
    const { engine } = this;
    engine.isDraining = true;
    await engine.supervisor.stop();
    const skipped = this.#describeSkipped();
    if (!this.#hasTapeEnded && skipped !== '') this.#options.print(`the tape was left${skipped}`);
    // Before the lanes: what the desk makes of an answer may be an order.
    if (!engine.core.dispatcher.isFaulted) await engine.core.asker.stop();
    if (!engine.core.dispatcher.isFaulted) await this.#finishLanes();
    engine.core.asker.halt();
    engine.core.questions.stop();
    engine.core.dispatcher.commitNow();
    engine.core.dispatcher.stop();
    await this.#doors?.close();
    await this.#release();
    this.#settleEnded(this.#exitCode);
  }

  /** Empty where nothing was passed over. */
  #describeSkipped(): string {
    const rows = this.#options.market.skippedRows?.() ?? 0;
    return rows === 0 ? '' : ` (${rows} bad rows skipped)`;
  }

  /** Feed, doors and lanes are at rest: nothing of ours writes any more. */
  async #release(): Promise<void> {
    const { storage, market, research, logger } = this.#options;
    this.engine.close();
    const steps: readonly (() => void | Promise<void>)[] = [
      () => this.engine.core.session.journal.close(),
      () => research.close(),
      () => market.close(),
      () => {
        storage.close();
      },
    ];
    for (const step of steps) {
      try {
        await step();
      } catch (error) {
        logger.error({ err: error }, 'could not be closed cleanly');
      }
    }
  }

  async #finishLanes(): Promise<void> {
    const { wall, scheduler, logger } = this.#options;
    const isIdle = await waitUntil(() => this.engine.core.lanes.isIdle, {
      clock: wall,
      scheduler,
      timeoutMs: DRAIN_MS,
      meanwhile: () => this.#pump(),
    });
    if (!isIdle) logger.warn({}, 'stopped with orders on their way; the next start asks for them');
  }

  #pump(): void {
    this.engine.driver.runDue(this.#options.market.clock.now());
  }

  /** Nothing leaves from here on; what was decided before is kept if the disk takes it. */
  #fault(error: unknown): void {
    const { logger, print, market, storage } = this.#options;
    this.#exitCode = 70;
    const text = error instanceof Error ? error.message : String(error);
    logger.error({ err: error }, 'fault: the engine stops');
    print(`fault: ${text}`);
    try {
      const alert = {
        level: 'critical',
        code: 'ENGINE_FAULT',
        text,
        ts: market.clock.now(),
      } as const;
      storage.memory.writeAlert(alert);
    } catch (failure) {
      logger.error({ err: failure }, 'the alert could not be stored');
    }
    this.engine.core.lanes.halt();
    this.engine.core.asker.halt();
    // Before the doors are open, the start itself sees the fault and gives everything back.
    if (this.#doors === undefined) return;
    // Not from within the event that broke: its caller has to return first.
    this.#options.scheduler.after(0, () => void this.stop());
  }

  #marketEnded(failure: unknown): void {
    const { print, market } = this.#options;
    if (failure === undefined) {
      this.engine.driver.runDue(this.engine.driver.tsNow + TAPE_DRAIN_MS);
      market.onFeedEnded();
      this.#hasTapeEnded = true;
      print(`the tape has been played to its end${this.#describeSkipped()}`);
      this.#settleMarket();
      return;
    }
    const text = failure instanceof Error ? failure.message : 'unknown failure';
    print(`the tape cannot be played on: ${text}`);
    this.#exitCode = 1;
    void this.stop();
  }
}
